"""What somebody tells of an intervention, and what of it can't be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Text120, Text250
from theriac.core.problems import Text
from theriac.domains.interventions.codes import (
    CALLED,
    OTHER,
    Action,
    Cause,
    Outcome,
    ProblemFound,
)
from theriac.domains.interventions.problems import InterventionRefused
from theriac.domains.prescribers.queries.prescribers import prescriber_names


@record
class InterventionFound:
    """What was found and done; the outcome may be known later.

    ``prescriber_id`` or the typed ``prescriber_name`` says who was called. The texts lie under the
    patient's key, without a patient under the pharmacy's.
    """

    problem: ProblemFound
    cause: Cause
    action: Action
    prescriber_id: Id | None = None
    prescriber_name: Text120 = ""
    medicine: Text120 = ""
    note: Text250 = ""
    proposal: Text250 = ""
    outcome: Outcome | None = None


def check_found(found: InterventionFound) -> None:
    """Raise InterventionRefused for what is missing or contradicts itself."""
    errors: dict[str, Text] = {}
    called = found.prescriber_id is not None or bool(found.prescriber_name.strip())
    if found.action == CALLED and not called:
        errors["prescriber_name"] = _("Enter whom you called.")
    if found.prescriber_id is not None and not prescriber_names({found.prescriber_id}):
        errors["prescriber_id"] = _("This prescriber doesn’t exist. Choose another.")
    if found.cause == OTHER and not found.note.strip():
        errors["note"] = _("Describe the cause.")
    if found.action == "none" and found.outcome is not None:
        errors["outcome"] = _("Nothing was done that could have an outcome.")
    if errors:
        raise InterventionRefused(errors=errors)


def content_kept(found: InterventionFound) -> dict[str, str]:
    """The texts, as they are encrypted."""
    names = ("prescriber_name", "medicine", "note", "proposal")
    return {name: getattr(found, name).strip() for name in names}
