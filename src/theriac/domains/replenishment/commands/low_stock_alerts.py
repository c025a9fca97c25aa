"""Raising and clearing low-stock alerts: one a condition, not one a sale, cleared by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.catalog.rules import RECEIVED
from theriac.domains.organisation.queries.branches import branch_dates
from theriac.domains.replenishment.commands.review_wants import review_wants, want_low, wants_due
from theriac.domains.replenishment.events import LowStock
from theriac.domains.replenishment.models import StockAlert, StockMinimum
from theriac.domains.stock.models import Balance, Batch, Place

Pair = tuple[UUID, UUID]
"""A product and a branch."""


AT_ONCE = 400


def review_minimums(product_ids: Collection[UUID] | None = None) -> int:
    """Bring the alerts of every branch up to its own date; tells how many had to change.

    With ``product_ids`` only of these. Where nothing is to be done nothing is written.
    """
    rows = StockMinimum.objects.all()
    alerts = StockAlert.objects.filter(kind=StockAlert.Kind.LOW, open_key__isnull=False)
    if product_ids is not None:
        rows = rows.filter(product_id__in=product_ids)
        alerts = alerts.filter(product_id__in=product_ids)
    minimums = _by_pair(rows)
    opened = set(alerts.values_list("open_key", flat=True))
    low = _below(minimums)
    due = sorted(pair for pair in minimums if (pair in low) != (_low_key(pair) in opened))
    for start in range(0, len(due), AT_ONCE):
        pairs = due[start : start + AT_ONCE]
        review_low_stock(actor=SYSTEM, pairs=pairs)
        if wants := wants_due(pairs):
            review_wants(actor=SYSTEM, want_ids=wants)
    return len(due)


@command(name="replenishment.review_low_stock", done=_("Checked for low stock"), system_only=True)
def review_low_stock(*, actor: Actor, pairs: Iterable[Pair]) -> None:
    """Raise an alert where less than the minimum may be sold, clear it where that no longer is.

    What may be sold is released and expires after the branch's day, reserved units too. A product
    that isn't received any more, or not yet, has no alert.
    """
    wanted = set(pairs)
    rows = StockMinimum.objects.filter(product_id__in={product_id for product_id, _b in wanted})
    minimums = {pair: least for pair, least in _by_pair(rows).items() if pair in wanted}
    low = _below(minimums)
    for pair, minimum in sorted(minimums.items()):
        if pair in low:
            _raise_low(actor, pair, low[pair], minimum)
        else:
            _clear(_low_key(pair))


def _by_pair(rows: QuerySet[StockMinimum]) -> dict[Pair, int]:
    found = rows.order_by().values_list("product_id", "branch_id", "quantity")
    return {(product_id, branch_id): quantity for product_id, branch_id, quantity in found}


def _below(minimums: Mapping[Pair, int]) -> dict[Pair, int]:
    """Of these, the ones that are below their minimum and are bought, with what may be sold."""
    products = sorted({product_id for product_id, _branch in minimums})
    days = branch_dates(branch_id for _product, branch_id in minimums)
    stocks: dict[Pair, int] = {}
    bought: set[UUID] = set()
    for start in range(0, len(products), AT_ONCE):
        some = products[start : start + AT_ONCE]
        stocks |= _sellable(some, days)
        bought |= {key for key, (_name, state) in states_of(some).items() if state in RECEIVED}
    return {
        pair: stocks.get(pair, 0)
        for pair, minimum in minimums.items()
        if pair[0] in bought and stocks.get(pair, 0) < minimum
    }


def _sellable(product_ids: Sequence[UUID], days: Mapping[UUID, date]) -> dict[Pair, int]:
    branches: dict[date, list[UUID]] = defaultdict(list)
    for branch_id, day in days.items():
        branches[day].append(branch_id)
    lasts = Q(pk__in=[])
    for day, ids in branches.items():
        lasts |= Q(branch_id__in=ids, batch__expires_on__gt=day)
    rows = (
        Balance.objects.filter(
            lasts,
            product_id__in=product_ids,
            place__kind=Place.Kind.SHELF,
            batch__state=Batch.State.RELEASED,
        )
        .order_by()
        .values_list("product_id", "branch_id")
        .annotate(total=Sum("quantity"))
    )
    return {(product_id, branch_id): total for product_id, branch_id, total in rows}


def _low_key(pair: Pair) -> str:
    return f"low:{pair[1]}:{pair[0]}"


def _raise_low(actor: Actor, pair: Pair, stock: int, minimum: int) -> None:
    alert = StockAlert(
        id=new_id(),
        kind=StockAlert.Kind.LOW,
        product_id=pair[0],
        branch_id=pair[1],
        batch_id=None,
        open_key=_low_key(pair),
        raised_at=clock.now(),
        cleared_at=None,
    )
    if insert_if_absent(StockAlert, alert):
        want_low(actor, pair, minimum - stock)
        current_unit().announce(
            LowStock(
                subject=f"{pair[1]}/{pair[0]}",
                branch_id=pair[1],
                data={"product_id": pair[0], "quantity": stock, "minimum": minimum},
            )
        )


def _clear(open_key: str) -> None:
    StockAlert.objects.filter(open_key=open_key).update(open_key=None, cleared_at=clock.now())
