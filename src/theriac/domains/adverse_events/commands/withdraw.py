"""Withdrawing a report that was wrong: it stays to be read and counts no more."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.permissions import REPORT_ADVERSE_EVENTS
from theriac.domains.adverse_events.problems import AdverseEventRefused
from theriac.domains.adverse_events.record import locked_report, note_report
from theriac.domains.adverse_events.rules.codes import DRAFT, SENT, WHY_WITHDRAWN, WITHDRAWN
from theriac.domains.organisation.ids import BranchId


@command(
    name="adverse_events.withdraw",
    done=gettext_lazy("Withdrew an adverse event report"),
    permission=REPORT_ADVERSE_EVENTS,
)
def withdraw_report(
    *,
    actor: Actor,
    branch_id: BranchId,
    report_id: AdverseEventId,
    version: int,
    reason_code: str,
) -> int:
    """It counts no more, for a reason of a list; the version then.

    That the authority was told stays on it. Raises AdverseEventUnknown, WrongReportState, Stale,
    AdverseEventRefused without a reason, PatientGone, PatientRestricted.
    """
    gone = _("This report was already withdrawn. Reload the page.")
    row = locked_report(branch_id, report_id, version, DRAFT, SENT, otherwise=gone)
    if reason_code not in WHY_WITHDRAWN:
        raise AdverseEventRefused(_("Choose a reason from the list."), field="reason_code")
    before = {"state": row.state}
    row.state, row.withdrawn_at, row.withdrawn_by = WITHDRAWN, clock.now(), actor.id
    row.withdrawn_why = reason_code
    version = keep(row)
    note_report(row, before, {"state": row.state}, reason_code)
    return version
