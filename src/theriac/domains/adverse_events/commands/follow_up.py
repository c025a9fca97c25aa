"""Writing a further version of a report that was sent: what is known now, naming the first."""

from __future__ import annotations

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.adverse_events.permissions import REPORT_ADVERSE_EVENTS
from theriac.domains.adverse_events.problems import FollowUpOpen
from theriac.domains.adverse_events.record import (
    keep_medicines,
    keep_told,
    locked_report,
    note_report,
)
from theriac.domains.adverse_events.rules.codes import DRAFT, SENT
from theriac.domains.adverse_events.rules.facts import told_of
from theriac.domains.organisation.ids import BranchId


@command(
    name="adverse_events.follow_up",
    done=gettext_lazy("Began a follow-up of an adverse event report"),
    permission=REPORT_ADVERSE_EVENTS,
)
def follow_up_report(
    *, actor: Actor, branch_id: BranchId, report_id: AdverseEventId, version: int
) -> AdverseEventId:
    """A draft with all that this version told and how it was judged; its id.

    The first version is locked, so that a case has one draft. Raises AdverseEventUnknown,
    WrongReportState of what wasn't sent, Stale, FollowUpOpen, PatientGone, PatientRestricted.
    """
    unsent = _("A follow-up needs a report that was sent. Edit the draft instead.")
    row = locked_report(branch_id, report_id, version, SENT, otherwise=unsent)
    head = row.first_id or row.id
    if row.first_id is not None:
        AdverseEventReport.objects.select_for_update().filter(id=head).first()
    case = AdverseEventReport.objects.filter(Q(id=head) | Q(first_id=head)).order_by()
    open_id = case.filter(state=DRAFT).values_list("id", flat=True).first()
    if open_id is not None:
        raise FollowUpOpen(
            _("A follow-up of this report is already a draft. Open it."), report_id=open_id
        )
    told = told_of(row.content)
    further = AdverseEventReport(
        id=current_unit().effect_id,
        branch_id=branch_id,
        patient_id=row.patient_id,
        key_of=row.key_of,
        first_id=head,
        follow_up=case.aggregate(last=Max("follow_up"))["last"] + 1,
        assessment=row.assessment,
        at=clock.now(),
        by=actor.id,
        version=1,
    )
    keep_told(further, told)
    further.save(force_insert=True)
    keep_medicines(further.id, told.medicines)
    after = {"state": DRAFT, "follow_up": further.follow_up, "first_id": head.hex}
    return note_report(further, {}, after)
