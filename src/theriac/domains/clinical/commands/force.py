"""Putting a set in force, and withdrawing it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable, require_reason
from theriac.core.rights import Concerns
from theriac.domains.clinical.commands.sets import locked_set
from theriac.domains.clinical.lines import lines_hash
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet, KnowledgeStep
from theriac.domains.clinical.permissions import MANAGE_KNOWLEDGE
from theriac.domains.clinical.problems import SetFixed
from theriac.domains.clinical.queries.knowledge import forget_sets
from theriac.domains.organisation.queries.branches import branch_time_zones

LONGEST_REASON = 250


@command(
    name="clinical.put_in_force",
    done=gettext_lazy("Put a set for safety checks in force"),
    permission=MANAGE_KNOWLEDGE,
    concerns=Concerns.PHARMACY,
)
def put_in_force(
    *,
    actor: Actor,
    set_id: UUID,
    reason: str,
    from_on: date | None = None,
    version: int | None = None,
) -> None:
    """Let checks use the set from this day on (None: today); an earlier edition ends then.

    Raises NotFound, Stale, SetFixed, and Unprocessable without lines, without a reason, or for a
    day that is past.
    """
    row = locked_set(set_id)
    at_version(row, version, _("Another user changed this set. Reload the page."))
    if row.state == KnowledgeSet.State.IN_FORCE:
        raise SetFixed(_("This set is in force already."))
    if not row.lines_count:
        raise Unprocessable(_("This set has no lines. Upload its file first."), field="file")
    today = clock.today(branch_time_zones()[0])
    start = from_on or today
    if start < today:
        raise Unprocessable(_("Choose today or a later day."), field="from_on")
    _step(actor, row, KnowledgeStep.Step.PUT_IN_FORCE, reason, start)


@command(
    name="clinical.withdraw_set",
    done=gettext_lazy("Withdrew a set from safety checks"),
    permission=MANAGE_KNOWLEDGE,
    concerns=Concerns.PHARMACY,
)
def withdraw_set(*, actor: Actor, set_id: UUID, reason: str, version: int | None = None) -> None:
    """Let no check use the set any more. Raises NotFound, Stale, SetFixed, Unprocessable."""
    row = locked_set(set_id)
    at_version(row, version, _("Another user changed this set. Reload the page."))
    if row.state != KnowledgeSet.State.IN_FORCE:
        raise SetFixed(_("Only a set that is in force can be withdrawn."))
    _step(actor, row, KnowledgeStep.Step.WITHDRAWN, reason, None)


_STATES = {
    KnowledgeStep.Step.PUT_IN_FORCE: KnowledgeSet.State.IN_FORCE,
    KnowledgeStep.Step.WITHDRAWN: KnowledgeSet.State.WITHDRAWN,
}


def _step(
    actor: Actor, row: KnowledgeSet, step: KnowledgeStep.Step, reason: str, start: date | None
) -> None:
    why = require_reason(reason)[:LONGEST_REASON]
    before = {"state": row.state, "in_force_from": str(row.in_force_from or "")}
    row.state, row.in_force_from = _STATES[step], start
    keep(row, "state", "in_force_from")
    lines = KnowledgeLine.objects.filter(set_id=row.id).order_by("position")
    KnowledgeStep.objects.create(
        id=new_id(),
        set_id=row.id,
        step=step,
        in_force_from=start,
        content_hash=lines_hash(lines.iterator(chunk_size=2000)),
        reason=why,
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    forget_sets()
    transaction.on_commit(forget_sets)
    after = {"state": row.state, "in_force_from": str(start or "")}
    current_unit().record(
        "clinical.set", row.id, reason=why, facts={"before": before, "after": after}
    )
