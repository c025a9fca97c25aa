"""That a report was sent, to whom and how; and the number that the authority gave it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.facts.types import is_storable
from theriac.core.problems import Text
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.adverse_events.permissions import REPORT_ADVERSE_EVENTS
from theriac.domains.adverse_events.problems import AdverseEventRefused
from theriac.domains.adverse_events.queries import form_of
from theriac.domains.adverse_events.record import locked_report, note_report
from theriac.domains.adverse_events.rules.codes import DRAFT, MAKER, SENT
from theriac.domains.adverse_events.rules.facts import SendingTold
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

LONGEST_REFERENCE = 60


@command(
    name="adverse_events.send",
    done=gettext_lazy("Recorded that an adverse event report was sent"),
    permission=REPORT_ADVERSE_EVENTS,
)
def send_report(
    *,
    actor: Actor,
    branch_id: BranchId,
    report_id: AdverseEventId,
    version: int,
    sending: SendingTold,
) -> int:
    """It is unchangeable from now on; the version then.

    Raises AdverseEventUnknown,
    WrongReportState, Stale, AdverseEventRefused, PatientGone, PatientRestricted.
    """
    sent = _("This report was already sent or withdrawn. Reload the page.")
    row = locked_report(branch_id, report_id, version, DRAFT, otherwise=sent)
    _check(row, sending)
    row.state, row.sent_at, row.sent_by = SENT, clock.now(), actor.id
    row.sent_on, row.authority, row.way = sending.sent_on, sending.authority, sending.way
    row.reference = sending.reference.strip()
    version = keep(row)
    names = ("state", "authority", "way", "sent_on")
    after = {name: getattr(row, name) for name in names}
    note_report(row, {"state": DRAFT}, after)
    return version


@command(
    name="adverse_events.note_reference",
    done=gettext_lazy("Added the authority’s number to an adverse event report"),
    permission=REPORT_ADVERSE_EVENTS,
)
def note_reference(
    *,
    actor: Actor,
    branch_id: BranchId,
    report_id: AdverseEventId,
    version: int,
    reference: str,
) -> int:
    """The authority's own number of a report that was sent, when it comes; the version then.

    Raises AdverseEventUnknown, WrongReportState, Stale, AdverseEventRefused without a number,
    PatientGone, PatientRestricted.
    """
    unsent = _("The authority’s number belongs to a sent report.")
    row = locked_report(branch_id, report_id, version, SENT, otherwise=unsent)
    checked = _checked_reference(reference)
    if not checked:
        raise AdverseEventRefused(_("Enter the authority’s number."), field="reference")
    before, row.reference = row.reference, checked
    version = keep(row)
    note_report(row, {"reference": before}, {"reference": checked})
    return version


def _check(row: AdverseEventReport, sending: SendingTold) -> None:
    errors: dict[str, Text] = {}
    if sending.authority not in {form_of(row.branch_id).authority, MAKER}:
        errors["authority"] = _("Choose a recipient from the list.")
    if sending.sent_on > branch_date(row.branch_id):
        errors["sent_on"] = _("This day is in the future.")
    elif sending.sent_on < row.learned_on:
        errors["sent_on"] = _("This is before the pharmacy learned of the reaction.")
    if errors:
        raise AdverseEventRefused(errors=errors)


def _checked_reference(reference: str) -> str:
    """The number as it is kept. Raises AdverseEventRefused for what no column takes."""
    checked = reference.strip()
    if len(checked) > LONGEST_REFERENCE or not is_storable(checked):
        words = _("Enter at most %(count)d letters and digits.") % {"count": LONGEST_REFERENCE}
        raise AdverseEventRefused(words, field="reference")
    return checked
