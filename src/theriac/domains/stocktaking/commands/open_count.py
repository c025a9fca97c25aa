"""The open count that a command works on, locked."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.database.documents import at_version, in_state, locked
from theriac.domains.stocktaking.models import StockCount
from theriac.domains.stocktaking.problems import CountEnded


def locked_count(branch_id: UUID, count_id: UUID, version: int | None = None) -> StockCount:
    """The branch's open count, locked. Raises NotFound, Stale, CountEnded."""
    rows: QuerySet[StockCount] = StockCount.objects.filter(id=count_id, branch_id=branch_id)
    count = locked(
        rows, missing=_("This stock count doesn’t exist at this branch. Choose one from the list.")
    )
    words = _("Stock count %(number)s is posted or cancelled. Start a new one.")
    in_state(
        count,
        StockCount.State.OPEN,
        otherwise=lambda state: CountEnded(words % {"number": count.number}, state=state),
    )
    at_version(count, version, _("Another user changed this stock count. Reload the page."))
    return count
