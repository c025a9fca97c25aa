"""A line of a prescription as it is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.domains.dosage.notation.read import read_direction
from theriac.domains.dosage.terms import Dosage
from theriac.domains.prescriptions.papers.sources import writes_times_first
from theriac.domains.prescriptions.rules.dosages import fields_of, units_needed
from theriac.domains.prescriptions.rules.facts import (
    MOST_DOSE,
    MOST_PERIOD,
    MOST_REPEATS,
    MOST_TIMES,
    DirectionsWritten,
    LineWritten,
)
from theriac.surfaces.backoffice.prescriptions.words import ROUTES
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

MOST_UNITS = 1_000_000_000
_DOSE = re.compile(r"(\d{1,7})(?:\s*/\s*(\d{1,7}))?")


class PrescriptionLineForm(ScreenForm):
    """The medicine as written, how much, how it is taken, how often it is repeated."""

    use_required_attribute = False
    written = forms.CharField(label=_("Medicine as written"), max_length=250)
    sig = forms.CharField(
        label=_("Directions"),
        help_text=_("As written, for example 3 dd 1 tab pc 7 days. Fills in the fields below."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    quantity = WholeNumberField(
        label=_("Quantity, base units"), least=1, most=MOST_UNITS, required=False
    )
    dose = forms.CharField(
        label=_("Dose"), help_text=_("For example 1 or 1/2."), max_length=16, required=False
    )
    times = WholeNumberField(label=_("Times a day"), least=1, most=MOST_TIMES, required=False)
    days = WholeNumberField(label=_("Days"), least=1, most=MOST_PERIOD, required=False)
    route = forms.ChoiceField(
        label=_("Route"), choices=[("", "–"), *ROUTES.items()], required=False
    )
    repeats = WholeNumberField(
        label=_("Repeats (iter)"), least=0, most=MOST_REPEATS, required=False
    )
    is_as_needed = forms.BooleanField(label=_("As needed"), required=False)
    forbids_substitution = forms.BooleanField(label=_("No substitution"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.prefix:
            self.fields["sig"].widget.attrs |= {
                "hx-post": reverse("backoffice:prescription_directions"),
                "hx-trigger": "input changed delay:300ms",
                "hx-params": self.add_prefix("sig"),
                "hx-target": f"#said-{self.prefix}",
                "hx-sync": "this:replace",
            }

    @property
    def is_typed(self) -> bool:
        """Whether something was typed in the row."""
        names = ("written", "sig", "quantity", "dose", "times", "days", "repeats")
        return any(str(self[name].value() or "").strip() for name in names)

    def clean(self) -> dict[str, Any]:
        """Fill in what the directions say; what is typed otherwise is an error at its field."""
        data = dict(super().clean() or self.cleaned_data)
        read = read_direction(data.get("sig", ""), times_first=writes_times_first())
        if read.is_whole and read.dosage is not None:
            self._take(data, read.dosage)
        if data.get("quantity") is None and "quantity" not in self.errors:
            self.add_error("quantity", _now("Enter the quantity in base units."))
        return data

    def _take(self, data: dict[str, Any], dosage: Dosage) -> None:
        said = fields_of(dosage)
        dose = (
            (said["dose_numerator"], said["dose_denominator"]) if "dose_numerator" in said else None
        )
        for name, value in (
            *(("dose", dose), ("times", said.get("times"))),
            ("days", said.get("duration_days")),
        ):
            if value is not None and data.get(name) not in (None, value):
                self.add_error(name, _now("The directions say otherwise. Correct one of them."))
            elif value is not None:
                data[name] = value
        data["period"] = said.get("period", 1)
        data["period_unit"] = said.get("period_unit", "d")
        data["is_as_needed"] = data.get("is_as_needed") or dosage.as_needed
        if data.get("quantity") is None:
            data["quantity"] = units_needed(dosage)

    def clean_dose(self) -> tuple[int, int] | None:
        """A whole number or a fraction of base units."""
        text = str(self.cleaned_data["dose"]).strip()
        if not text:
            return None
        read = _DOSE.fullmatch(text)
        numerator, denominator = (int(read[1]), int(read[2] or 1)) if read else (0, 0)
        if not 0 < numerator <= MOST_DOSE or not 0 < denominator <= MOST_DOSE:
            raise forms.ValidationError(_now("Enter a whole number or a fraction, such as 1/2."))
        return numerator, denominator


class CopiedLineForm(PrescriptionLineForm):
    """The same of another pharmacy's copy, which says what was dispensed there (det)."""

    field_order = ("written", "sig", "quantity", "given_elsewhere")
    given_elsewhere = WholeNumberField(
        label=_("Dispensed elsewhere"),
        help_text=_("Base units that the copy marks as dispensed (det)."),
        least=0,
        most=MOST_UNITS,
        required=False,
    )


def line_given(
    data: Mapping[str, Any], *, product_id: UUID | None, generic_id: UUID | None
) -> LineWritten:
    """The line of a form's cleaned data. Raises Unprocessable."""
    dose = data["dose"]
    directions = given(
        DirectionsWritten,
        dose_numerator=dose[0] if dose else None,
        dose_denominator=dose[1] if dose else 1,
        times=data["times"] or None,
        period=data.get("period", 1),
        period_unit=data.get("period_unit", "d"),
        sig=data["sig"],
        duration_days=data["days"] or None,
        route=data["route"],
        is_as_needed=data["is_as_needed"],
    )
    return given(
        LineWritten,
        written=data["written"],
        quantity=data["quantity"],
        product_id=product_id,
        generic_id=generic_id,
        directions=directions,
        repeats=data["repeats"] or 0,
        may_substitute=not data["forbids_substitution"],
        given_elsewhere=data.get("given_elsewhere") or 0,
    )


def typed_of(line: Any) -> dict[str, Any]:
    """A kept line as its form shows it."""
    directions = line.content["directions"]
    numerator, denominator = directions["dose_numerator"], directions["dose_denominator"]
    dose = "" if numerator is None else f"{numerator}/{denominator}".removesuffix("/1")
    return {
        "written": line.content["written"],
        "sig": directions["sig"],
        "quantity": line.quantity,
        "dose": dose,
        "times": directions["times"],
        "days": directions["duration_days"],
        "route": directions["route"],
        "repeats": line.repeats,
        "is_as_needed": directions["is_as_needed"],
        "forbids_substitution": not line.may_substitute,
        "given_elsewhere": line.given_elsewhere,
    }


def same_line(line: Any, product_id: UUID) -> LineWritten:
    """A kept line, matched to another product."""
    return given(
        LineWritten,
        written=line.content["written"],
        quantity=line.quantity,
        product_id=product_id,
        generic_id=None,
        directions=given(DirectionsWritten, **line.content["directions"]),
        repeats=line.repeats,
        may_substitute=line.may_substitute,
        note=line.content["note"],
        given_elsewhere=line.given_elsewhere,
    )
