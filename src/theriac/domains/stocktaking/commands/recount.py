"""Asking for another look, and giving a count up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import NotFound, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stocktaking.commands.begin import RECORD
from theriac.domains.stocktaking.commands.open_count import locked_count
from theriac.domains.stocktaking.models import CountLine, StockCount
from theriac.domains.stocktaking.permissions import REVIEW_COUNT


@command(
    name="stocktaking.ask_another_look",
    done=gettext_lazy("Requested a recount"),
    permission=REVIEW_COUNT,
)
def ask_another_look(
    *, actor: Actor, branch_id: BranchId, count_id: UUID, line_ids: Sequence[UUID]
) -> int:
    """Let somebody who neither counted these lines nor asks count them again; how many.

    Raises NotFound, CountEnded.
    """
    count = locked_count(branch_id, count_id)
    lines = CountLine.objects.filter(count_id=count.id, id__in=list(line_ids))
    changed: int = lines.update(asked_at=clock.now(), asked_by=actor.id)
    if not changed:
        raise NotFound(_("These lines aren’t on the sheets of this stock count."), field="line_ids")
    facts = {"lines": changed}
    current_unit().record(RECORD, count.id, reason="another look", facts=facts)
    return changed


@command(
    name="stocktaking.cancel_count",
    done=gettext_lazy("Cancelled a stock count"),
    permission=REVIEW_COUNT,
)
def cancel_count(
    *, actor: Actor, branch_id: BranchId, count_id: UUID, version: int, reason: str
) -> int:
    """Give a count up: nothing is booked, what was entered stays; returns the version then.

    Raises NotFound, Stale, CountEnded, Unprocessable without a reason.
    """
    require_reason(reason)
    count = locked_count(branch_id, count_id, version)
    close_count(count, StockCount.State.CANCELLED, actor.id)
    current_unit().record(RECORD, count.id, reason=reason.strip())
    return count.version


def close_count(count: StockCount, state: str, person_id: UUID) -> None:
    """End the count; its batches may be counted in another one."""
    CountLine.objects.filter(count_id=count.id).update(open_key=None)
    count.state = state
    count.ended_at, count.ended_by = clock.now(), person_id
    keep(count)
