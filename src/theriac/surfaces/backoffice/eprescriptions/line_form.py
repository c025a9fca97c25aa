"""A line of an electronic prescription as a person confirms it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.domains.eprescriptions.commands.take import LineConfirmed
from theriac.domains.eprescriptions.reader.facts import SentLine
from theriac.domains.eprescriptions.written import LONGEST_SIG
from theriac.domains.prescriptions.rules.facts import DirectionsWritten
from theriac.surfaces.backoffice.prescriptions.line_form import PrescriptionLineForm

AT_REVIEW = ("", _("Choose at the review"))


class EPrescriptionLineForm(PrescriptionLineForm):
    """Product, quantity and directions; the medicine itself stays as it was sent."""

    product = forms.ChoiceField(label=_("Product"), required=False)
    field_order = ("product", "sig", "quantity", "dose", "times", "days", "route", "repeats")

    def __init__(self, *args: Any, products: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["written"], self.fields["forbids_substitution"]
        self.fields["product"].choices = [AT_REVIEW, *products]  # type: ignore[attr-defined]

    def told(self) -> LineConfirmed:
        """What was confirmed. Raises Unprocessable."""
        data = self.cleaned_data
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
            is_as_needed=bool(data["is_as_needed"]),
        )
        return given(
            LineConfirmed,
            product_id=parse_id(data["product"]),
            quantity=data["quantity"],
            directions=directions,
            repeats=data["repeats"] or 0,
        )


def shown_of(line: SentLine, product: UUID | None) -> Mapping[str, Any]:
    """What a line's form shows at first: as much as was understood."""
    told = line.directions
    numerator, denominator = told.get("dose_numerator"), told.get("dose_denominator", 1)
    return {
        "product": str(product or ""),
        "sig": line.text if len(line.text) <= LONGEST_SIG else "",
        "quantity": line.quantity,
        "dose": f"{numerator}/{denominator}".removesuffix("/1") if numerator else "",
        "times": told.get("times"),
        "days": told.get("duration_days"),
        "route": told.get("route", ""),
        "repeats": line.repeats,
        "is_as_needed": told.get("is_as_needed", False),
    }
