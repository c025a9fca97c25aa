"""The rows of medicines in the form of a report: suspected and taken besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.adverse_events.rules.codes import ACTIONS, DECHALLENGES, RECHALLENGES, ROLES
from theriac.domains.adverse_events.rules.facts import MOST_MEDICINES, ReportedMedicine
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of

FIRST_ROWS = 3
NOT_SAID = ("", "–")


class MedicineForm(ScreenForm):
    """A medicine; a row without a role is left out of the report."""

    use_required_attribute = False
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("Leave out")), *ROLES.items()], required=False
    )
    name = text_of(ReportedMedicine, "name", _("Medicine"), required=False)
    batch_number = text_of(ReportedMedicine, "batch_number", _("Batch number"))
    expires_on = forms.DateField(label=_("Expiry date"), required=False)
    dose = text_of(ReportedMedicine, "dose", _("Dose and frequency"))
    route = text_of(ReportedMedicine, "route", _("Route"))
    from_on = forms.DateField(label=_("Taken from"), required=False)
    until_on = forms.DateField(label=_("Taken until"), required=False)
    indication = text_of(ReportedMedicine, "indication", _("Indication"))
    action = forms.ChoiceField(
        label=_("Action taken"), choices=[NOT_SAID, *ACTIONS.items()], required=False
    )
    dechallenge = forms.ChoiceField(
        label=_("After stopping or a lower dose"),
        choices=[NOT_SAID, *DECHALLENGES.items()],
        required=False,
    )
    rechallenge = forms.ChoiceField(
        label=_("After giving it again"), choices=[NOT_SAID, *RECHALLENGES.items()], required=False
    )
    product_id = forms.CharField(widget=forms.HiddenInput, required=False)
    batch_id = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def is_told(self) -> bool:
        """Whether the row goes into the report."""
        return bool(str(self["role"].value() or ""))

    def medicine(self) -> ReportedMedicine:
        """As the commands take it. Raises Unprocessable."""
        data = dict(self.cleaned_data)
        for name in ("product_id", "batch_id"):
            data[name] = parse_id(data[name])
        for name in ("action", "dechallenge", "rechallenge"):
            data[name] = data[name] or None
        return given(ReportedMedicine, **data)


def new_rows(medicines: Sequence[ReportedMedicine]) -> list[MedicineForm]:
    """A row of each, and empty ones."""
    count = min(max(len(medicines) + 1, FIRST_ROWS), MOST_MEDICINES)
    return [
        MedicineForm(
            prefix=f"row-{at}", initial=_initial(medicines[at]) if at < len(medicines) else {}
        )
        for at in range(count)
    ]


def sent_rows(sent: Mapping[str, Any]) -> list[MedicineForm]:
    """The rows of a page that was sent, and more as one asks."""
    count = max(sum(f"row-{at}-name" in sent for at in range(MOST_MEDICINES)), FIRST_ROWS)
    if "more" in sent:
        count = min(count + FIRST_ROWS, MOST_MEDICINES)
    return [MedicineForm(sent, prefix=f"row-{at}") for at in range(count)]


def _initial(one: ReportedMedicine) -> dict[str, Any]:
    return {name: getattr(one, name) for name in MedicineForm.base_fields}


def take_faults(problem: Problem, rows: Sequence[MedicineForm]) -> None:
    """Show what concerns a medicine at its row."""
    errors: Mapping[str, Any] = getattr(problem, "errors", {}) or {}
    for path, words in errors.items():
        head, _dot, rest = path.partition(".")
        number, _dot, name = rest.partition(".")
        if head == "medicines" and number.isdecimal() and int(number) < len(rows):
            row = rows[int(number)]
            row.add_error(name if name in row.fields else "name", str(words))
