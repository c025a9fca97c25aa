"""What came late is made good: a movement from before a look, booked after the count.

The count saw the shelf as it was, so the ledger as of the look stays what was counted: the
movement of kind count that answers a late one is dated at the look and names the count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.stock.models import Balance
from theriac.domains.stocktaking.commands.begin import RECORD
from theriac.domains.stocktaking.commands.movements import CountedChange, post_changes
from theriac.domains.stocktaking.models import CountCorrection, CountResult, StockCount
from theriac.domains.stocktaking.queries.ledger import Shelved, balances_of, expected_at


@command(
    name="stocktaking.correct_counts",
    done=_("Corrected a stock count for late entries"),
    system_only=True,
)
def correct_counts(
    *, actor: Actor, batch_ids: Collection[UUID], since: datetime | None = None
) -> int:
    """Make good what came late to posted looks at these batches; returns how many it did.

    ``since``: only looks from then on can be concerned. What the balance doesn't cover is left to
    the next time that the batch moves.
    """
    results = _results(batch_ids, since)
    if not results:
        return 0
    _lock(results)
    made = 0
    for batch in _by_shelf(results).values():
        made += sum(_made_good(result) for result in batch)
    return made


def correct_short(
    *, short: Mapping[tuple[UUID, UUID], int], occurred_at: datetime
) -> dict[tuple[UUID, UUID], int]:
    """Bring in what a sale from before a look took, where the count already left it out.

    Inside the sale's own unit of work, for batches in places that it finds short; the caller
    holds the locks. Returns what came in by batch and place.
    """
    rows = CountResult.objects.filter(
        batch_id__in={batch_id for batch_id, _place in short},
        looked_at__gte=occurred_at,
    ).select_related("posting__count")
    found: dict[tuple[UUID, UUID], int] = {}
    for result in rows.order_by("looked_at", "id"):
        key = (result.batch_id, result.place_id)
        if key in short and key not in found:
            found[key] = short[key]
            _correct(result, short[key])
    return found


def _results(batch_ids: Collection[UUID], since: datetime | None) -> list[CountResult]:
    rows = CountResult.objects.filter(batch_id__in=list(batch_ids))
    if since is not None:
        rows = rows.filter(looked_at__gte=since)
    return list(rows.select_related("posting__count").order_by("looked_at", "id"))


def _by_shelf(results: Sequence[CountResult]) -> dict[Shelved, list[CountResult]]:
    found: dict[Shelved, list[CountResult]] = {}
    for result in results:
        found.setdefault(Shelved(result.batch_id, result.place_id), []).append(result)
    return found


def _lock(results: Sequence[CountResult]) -> None:
    rows = Balance.objects.filter(batch_id__in={one.batch_id for one in results})
    lock_rows(Balance, "quantity", sorted(rows.values_list("id", flat=True)))


def _made_good(result: CountResult) -> int:
    where = Shelved(result.batch_id, result.place_id)
    had = expected_at([(where, result.looked_at)])[where, result.looked_at]
    quantity = max(result.counted - had, -balances_of([where]).get(where, 0))
    if not quantity:
        return 0
    _correct(result, quantity)
    return 1


def _correct(result: CountResult, quantity: int) -> None:
    count: StockCount = result.posting.count
    correction = CountCorrection(
        id=new_id(), result_id=result.id, quantity=quantity, recorded_at=clock.now()
    )
    insert_rows(CountCorrection, [correction])
    post_changes(count, [CountedChange(result, correction.id, quantity)])
    facts = {"batch_id": result.batch_id, "quantity": quantity, "number": count.number}
    current_unit().record(
        RECORD, count.id, reason="came late", facts=facts, branch_id=count.branch_id
    )
