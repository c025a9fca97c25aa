"""The form of a report of a suspected adverse reaction: dated rows, with its sections' headings.

A form is drawn from the same parts in every country; what differs is their order and headings, to
whom it goes, and whether a law says by when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.countries.dated import row_in_force


class FormPart(StrEnum):
    """What stands in a section of a form."""

    PATIENT = "patient"
    REACTION = "reaction"
    SUSPECTS = "suspects"
    CONCOMITANT = "concomitant"
    HISTORY = "history"
    TESTS = "tests"
    CAUSALITY = "causality"
    REPORTER = "reporter"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEventForm:
    """A form from a day on; ``sections`` are all parts in the form's order, with its headings.

    ``serious_days`` are calendar days from the day on which the pharmacy learned of a serious
    reaction; None where no law sets any for pharmacies: then the pharmacy's own setting holds.
    ``is_confirmed``: the law's own text was read; else a local professional must check it.
    """

    valid_from: date
    code: str
    title: Text
    authority: str
    authority_title: Text
    sections: tuple[tuple[FormPart, Text], ...]
    serious_days: int | None = None
    source: Text
    is_confirmed: bool = False


def form_on(forms: Sequence[AdverseEventForm], on: date) -> AdverseEventForm:
    """The form that holds on a day. Raises NotInForce."""
    return row_in_force(forms, on)


def report_due(form: AdverseEventForm, learned_on: date, own_days: int | None) -> date | None:
    """By when a serious reaction is reported: the law's days, else the pharmacy's own; or None."""
    days = own_days if form.serious_days is None else form.serious_days
    return None if days is None else learned_on + timedelta(days=days)


GENERIC_FORMS = (
    AdverseEventForm(
        valid_from=date(1990, 1, 1),
        code="generic",
        title=_("Suspected adverse reaction report"),
        authority="national",
        authority_title=_("National pharmacovigilance centre"),
        sections=(
            (FormPart.REACTION, _("I. Reaction information")),
            (FormPart.PATIENT, _("Patient information")),
            (FormPart.SUSPECTS, _("II. Suspect medicines")),
            (FormPart.CONCOMITANT, _("III. Concomitant medicines")),
            (FormPart.HISTORY, _("Relevant history")),
            (FormPart.TESTS, _("Relevant tests and laboratory data")),
            (FormPart.CAUSALITY, _("Causality assessment")),
            (FormPart.REPORTER, _("IV. Reporter")),
        ),
        source=_("Parts as on the CIOMS I form; no country’s law"),
    ),
)
