"""The open count that a command works on, locked."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import NotFound, Stale
from theriac.domains.stocktaking.models import StockCount
from theriac.domains.stocktaking.problems import CountEnded


def locked_count(branch_id: UUID, count_id: UUID, version: int | None = None) -> StockCount:
    """The branch's open count, locked. Raises NotFound, Stale, CountEnded."""
    rows = StockCount.objects.select_for_update().filter(id=count_id, branch_id=branch_id)
    count: StockCount | None = rows.first()
    if count is None:
        raise NotFound(_("There is no such count in this branch. Look in the list."))
    if count.state != StockCount.State.OPEN:
        raise CountEnded(
            _("The count %(number)s is posted or cancelled. Begin another one.")
            % {"number": count.number},
            state=count.state,
        )
    if version is not None and count.version != version:
        raise Stale(
            _("Somebody changed this count meanwhile. Look at it again."), current=count.version
        )
    return count
