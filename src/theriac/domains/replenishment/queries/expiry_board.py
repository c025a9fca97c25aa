"""The expiry board of a branch: every batch on its shelf that is near, and its expected loss.

A line, a band and the whole come from one reading, so that the lines of a band add up to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.ids import least_id_at
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.merged import absorbed_by
from theriac.domains.organisation.queries.branches import get_branch, get_settings
from theriac.domains.replenishment.queries.summary import near_expiry
from theriac.domains.replenishment.rules import (
    WINDOW_DAYS,
    AgeingBatch,
    Band,
    Elsewhere,
    ExpiryBands,
    Proposal,
    band_of,
    propose,
    sells_elsewhere,
    unsold_units,
)
from theriac.domains.stock.models import Balance, Movement, Place
from theriac.domains.stock.models.batch import OUTSIDE_ID, is_withheld
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.ledger.shelf_history import CLOCKS_APART
from theriac.domains.stock.rules.valuation import cost_of

_COLUMNS = (
    "id",
    "batch_id",
    "product_id",
    "quantity",
    "batch__number",
    "batch__expires_on",
    "batch__received_on",
    "batch__state",
    "batch__cost_amount",
    "batch__cost_units",
)


EXPIRING: Listing[Balance] = Listing(
    name="replenishment.expiring",
    sorts={"expires_on": SortFields(("batch__expires_on",))},
    default_sort="expires_on",
)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A batch on the shelf. Quantities are base units, ``value`` and ``loss`` minor units at cost.

    ``sold`` is what the branch sold of the product in the 90 days before today; ``transfer_to`` is
    the branch that would sell most of what stays unsold here. ``value`` and ``loss`` are None for
    who may not see costs.
    """

    balance_id: UUID
    batch_id: UUID
    product_id: UUID
    number: str
    expires_on: date
    days_left: int
    band: Band
    held: bool
    quantity: int
    value: int | None
    sold: int
    unsold: int
    loss: int | None
    proposals: tuple[Proposal, ...]
    transfer_to: UUID | None


@dataclass(frozen=True, slots=True)
class BandTotal:
    """A tile: how many batches, their value, and the units and cost that will expire unsold.

    ``value`` and ``loss`` are None for who may not see costs.
    """

    batches: int = 0
    value: int | None = 0
    unsold: int = 0
    loss: int | None = 0


@dataclass(frozen=True, slots=True)
class ExpiryBoard:
    """The lines, what expires first in front, and the totals of each band."""

    today: date
    bounds: ExpiryBands
    lines: tuple[BoardLine, ...]
    bands: Mapping[Band, BandTotal]
    total: BandTotal


@dataclass(frozen=True, slots=True)
class _Day:
    today: date
    bounds: ExpiryBands
    costs: bool


def expiry_bounds() -> ExpiryBands:
    """From how many days before its expiry a batch is in a band, as the pharmacy settled it."""
    found = get_settings()
    if found is None:
        return ExpiryBands()
    return ExpiryBands(found.expiry_far_days, found.expiry_look_days, found.expiry_stop_days)


@query(permission=VIEW_STOCK)
def board_rows(*, actor: Actor, branch_id: UUID, today: date) -> QuerySet[Balance]:
    """The balances that stand on the board, with batch and place, in no order."""
    return near_expiry(branch_id, today, expiry_bounds().far).select_related("batch", "place")


@query(permission=VIEW_STOCK)
def expiry_board(
    *, actor: Actor, branch_id: UUID, today: date, anywhere: bool = False
) -> ExpiryBoard:
    """What stands on the branch's shelf and is near its expiry, with what will stay unsold.

    ``anywhere``: what stays unsold may go to a branch, too, whose stock the actor doesn't see.
    """
    bounds = expiry_bounds()
    near = near_expiry(branch_id, today, bounds.far)
    rows = list(near.order_by("batch__expires_on", "id").values_list(*_COLUMNS, named=True))
    products = {row.product_id for row in rows}
    sold = _sold(products, Q(branch_id=branch_id), *sale_window(branch_id, today))
    left = _left(rows, today, {product: units for (product, _branch), units in sold.items()})
    at_risk = {row.product_id for row in rows if left[row.id] and row.batch__expires_on > today}
    seen = Q() if anywhere else Q(**branches_seen(actor, VIEW_STOCK))
    others = _elsewhere(seen & ~Q(branch_id=branch_id), branch_id, today, at_risk)
    day = _Day(today, bounds, costs=actor.may(SEE_COSTS, branch_id))
    lines = tuple(
        _line(row, day, sold.get((row.product_id, branch_id), 0), left[row.id], others)
        for row in rows
    )
    return ExpiryBoard(
        today=today,
        bounds=bounds,
        lines=lines,
        bands={band: _total(day, [one for one in lines if one.band == band]) for band in Band},
        total=_total(day, lines),
    )


def sale_window(branch_id: UUID, today: date) -> tuple[datetime, datetime]:
    """From when until when a rate of sale counts: the 90 whole days before today, there."""
    branch = get_branch(branch_id)
    zone = ZoneInfo(branch.time_zone if branch else "UTC")
    until = datetime.combine(today, time(0), zone).astimezone(UTC)
    since = datetime.combine(today - timedelta(days=WINDOW_DAYS), time(0), zone).astimezone(UTC)
    return since, until


def sold_between(
    branch_id: UUID, product_ids: Sequence[UUID], since: datetime, until: datetime
) -> dict[UUID, int]:
    """Base units that the branch sold from one instant to before another, by product."""
    found = _sold(product_ids, Q(branch_id=branch_id), since, until)
    return {product_id: units for (product_id, _branch), units in found.items()}


def _sold(
    product_ids: Iterable[UUID], where: Q, since: datetime, until: datetime
) -> dict[tuple[UUID, UUID], int]:
    """By product and branch, with what was sold as products that were merged into it since."""
    wanted = set(product_ids)
    absorbed = absorbed_by(wanted)
    rows = (
        Movement.objects.filter(
            where,
            product_id__in=wanted | set(absorbed),
            kind=Movement.Kind.SALE,
            to_place_id=OUTSIDE_ID,
            id__gte=least_id_at(since - CLOCKS_APART),
            occurred_at__gte=since,
            occurred_at__lt=until,
        )
        .values_list("product_id", "branch_id")
        .annotate(units=Sum("quantity"))
        .order_by()
    )
    found: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for product_id, branch, units in rows:
        found[absorbed.get(product_id, product_id), branch] += int(units)
    return found


def _left(rows: Sequence[Any], today: date, sold: Mapping[UUID, int]) -> dict[UUID, int]:
    by_product: dict[UUID, list[AgeingBatch]] = defaultdict(list)
    for row in rows:
        batch = AgeingBatch(
            row.id,
            row.quantity,
            row.batch__expires_on,
            row.batch__received_on,
            is_withheld(row.batch__state),
        )
        by_product[row.product_id].append(batch)
    left: dict[UUID, int] = {}
    for product_id, batches in by_product.items():
        left |= unsold_units(batches, today=today, sold=sold.get(product_id, 0))
    return left


def _elsewhere(
    where: Q, branch_id: UUID, today: date, product_ids: set[UUID]
) -> dict[UUID, list[Elsewhere]]:
    """What the branches of ``where`` have and sold of these products."""
    if not product_ids:
        return {}
    sold = _sold(product_ids, where, *sale_window(branch_id, today))
    if not sold:
        return {}
    on_hand = {
        (product_id, branch): int(units)
        for product_id, branch, units in Balance.objects.filter(
            where, product_id__in=product_ids, place__kind=Place.Kind.SHELF
        )
        .values_list("product_id", "branch_id")
        .annotate(units=Sum("quantity"))
        .order_by()
    }
    found: dict[UUID, list[Elsewhere]] = defaultdict(list)
    for (product_id, branch), units in sold.items():
        found[product_id].append(Elsewhere(branch, on_hand.get((product_id, branch), 0), units))
    return found


def _line(
    row: Any, board: _Day, sold: int, unsold: int, others: Mapping[UUID, list[Elsewhere]]
) -> BoardLine:
    days_left = (row.batch__expires_on - board.today).days
    held, to = is_withheld(row.batch__state), None
    if unsold and not held:
        to = sells_elsewhere(others.get(row.product_id, ()), unsold=unsold, days_left=days_left)
    cost = (row.batch__cost_amount, row.batch__cost_units)
    return BoardLine(
        balance_id=row.id,
        batch_id=row.batch_id,
        product_id=row.product_id,
        number=row.batch__number,
        expires_on=row.batch__expires_on,
        days_left=days_left,
        band=band_of(days_left, board.bounds) or Band.FAR,
        held=held,
        quantity=row.quantity,
        value=cost_of(row.quantity, *cost) if board.costs else None,
        sold=sold,
        unsold=unsold,
        loss=cost_of(unsold, *cost) if board.costs else None,
        proposals=propose(
            days_left=days_left,
            unsold=unsold,
            sold=sold,
            transferable=to is not None,
            held=held,
        ),
        transfer_to=to,
    )


def _total(board: _Day, lines: Sequence[BoardLine]) -> BandTotal:
    return BandTotal(
        batches=len(lines),
        value=sum(one.value or 0 for one in lines) if board.costs else None,
        unsold=sum(one.unsold for one in lines),
        loss=sum(one.loss or 0 for one in lines) if board.costs else None,
    )
