"""Settling what in a device's log didn't agree."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import Conflict, NotFound, require_reason
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.permissions import SETTLE_CASE


@command(
    name="device_logs.settle_finding",
    done=gettext_lazy("Settled a finding of a device log"),
    permission=SETTLE_CASE,
)
def settle_finding(*, actor: Actor, branch_id: BranchId, finding_id: UUID, note: str) -> UUID:
    """Somebody looked, and says what it was; documents and log stay as they are.

    Raises NotFound for another branch's, Conflict where it is settled already, Unprocessable
    without a note.
    """
    rows = LogFinding.objects.select_for_update()
    finding = rows.filter(id=finding_id, branch_id=branch_id).first()
    if finding is None:
        raise NotFound(_("This finding belongs to another branch."))
    note = require_reason(note, field="note")
    if finding.settled_at is not None:
        raise Conflict(_("This finding is already settled. Reload the page."))
    finding.settled_at, finding.settled_by = clock.now(), actor.id
    finding.note = note[:250]
    keep(finding, "settled_at", "settled_by", "note")
    current_unit().record("device_logs.finding", finding.id, reason=note)
    return finding.id
