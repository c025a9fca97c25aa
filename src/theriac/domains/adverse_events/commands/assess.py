"""Judging the cause of a reaction: the Naranjo questionnaire, and a pharmacist's category."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.permissions import ASSESS_ADVERSE_EVENTS
from theriac.domains.adverse_events.problems import AdverseEventRefused
from theriac.domains.adverse_events.record import locked_report, note_report
from theriac.domains.adverse_events.rules.codes import CAUSALITIES, DRAFT
from theriac.domains.adverse_events.rules.facts import check_answers
from theriac.domains.organisation.ids import BranchId


@command(
    name="adverse_events.assess",
    done=gettext_lazy("Assessed the causality of an adverse event"),
    permission=ASSESS_ADVERSE_EVENTS,
)
def assess_report(
    *,
    actor: Actor,
    branch_id: BranchId,
    report_id: AdverseEventId,
    version: int,
    answers: Mapping[str, str],
    category: str = "",
) -> int:
    """The answers of the scale, and a category of WHO-UMC where one is stated; the version then.

    Both stand in place of an earlier judgement. Raises AdverseEventUnknown, WrongReportState of
    what isn't a draft, Stale, AdverseEventRefused, PatientGone, PatientRestricted.
    """
    only_drafts = _("This report isn’t a draft any more. Write a follow-up instead.")
    row = locked_report(branch_id, report_id, version, DRAFT, otherwise=only_drafts)
    check_answers(answers)
    if category and category not in CAUSALITIES:
        raise AdverseEventRefused(_("Choose a category from the list."), field="category")
    was_known = bool(row.assessment)
    row.assessment = {
        "answers": dict(answers),
        "category": category,
        "by": str(actor.id),
        "at": clock.now().isoformat(),
    }
    version = keep(row)
    note_report(row, {"is_assessed": was_known}, {"is_assessed": True})
    return version
