"""Transfers that the actor's branches send or receive; nobody else sees them.

And what should be sent: short-dated stock that another branch would sell, where to, and why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.replenishment.queries.expiry_board import (
    BoardLine,
    expiry_board,
    sale_window,
    sold_between,
)
from theriac.domains.stock.models import Movement
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.allocations import shelf_totals
from theriac.domains.stock.rules.valuation import cost_of
from theriac.domains.transfers.models import Transfer, TransferLine
from theriac.domains.transfers.permissions import TRANSFER
from theriac.domains.transfers.rules import Outlet, a_month, units_to_send

TRANSFERS: Listing[Transfer] = Listing(
    name="transfers.transfers",
    sorts={"created_at": SortFields(("created_at",)), "number": SortFields(("number",))},
    default_sort="-created_at",
    filters={
        "state": lambda rows, state: rows.filter(state=state),
        "from_branch_id": lambda rows, branch: rows.filter(from_branch_id=branch),
        "to_branch_id": lambda rows, branch: rows.filter(to_branch_id=branch),
    },
)
"""What may be asked of the list, the newest first."""

ON_THE_WAY = (Transfer.State.DISPATCHED, Transfer.State.PARTLY_RECEIVED)


@dataclass(frozen=True, slots=True)
class TransferLineSeen:
    """A line with its batch; base units, ``value`` of what was asked at cost in minor units."""

    id: UUID
    position: int
    batch_id: UUID
    product_id: UUID
    batch_number: str
    expires_on: date | None
    quantity: int
    sent: int
    received: int
    lost: int
    returned: int
    in_transit: int
    value: int | None


@query(permission=VIEW_STOCK)
def transfers_of(*, actor: Actor, branch_id: UUID) -> QuerySet[Transfer]:
    """What the branch sends or receives, in no order, with its places."""
    mine = Q(from_branch_id=branch_id) | Q(to_branch_id=branch_id)
    return Transfer.objects.filter(mine).select_related("from_place", "to_place").order_by()


@query(permission=VIEW_STOCK)
def transfers_seen(*, actor: Actor) -> QuerySet[Transfer]:
    """What branches whose stock the actor may see send or receive, in no order, with places."""
    rows: QuerySet[Transfer] = Transfer.objects.select_related("from_place", "to_place").order_by()
    ends = actor.branches_with(VIEW_STOCK)
    if ends is None:
        return rows
    return rows.filter(Q(from_branch_id__in=ends) | Q(to_branch_id__in=ends))


@query(permission=VIEW_STOCK)
def transferred_goods(*, actor: Actor, transfer_id: UUID) -> QuerySet[TransferLine]:
    """The lines of a transfer of ``transfers_seen``, with their batch, in no order."""
    seen = transfers_seen(actor=actor).filter(id=transfer_id)
    rows = TransferLine.objects.filter(transfer__in=seen)
    return rows.select_related("batch").order_by()


@query(permission=VIEW_STOCK)
def find_transfer(*, actor: Actor, transfer_id: UUID) -> Transfer | None:
    """A transfer that a branch of the actor sends or receives, or None."""
    found = Transfer.objects.filter(id=transfer_id).select_related("from_place", "to_place").first()
    if found is None:
        return None
    sides = (found.from_branch_id, found.to_branch_id)
    return found if any(actor.may(VIEW_STOCK, side) for side in sides) else None


@query(permission=VIEW_STOCK)
def transfer_lines(*, actor: Actor, transfer_id: UUID) -> list[TransferLineSeen]:
    """The lines of a transfer that ``find_transfer`` gave, in order.

    Their ``value`` is None where the actor may see costs at neither end.
    """
    rows = TransferLine.objects.filter(transfer_id=transfer_id).select_related("batch", "transfer")
    return [
        TransferLineSeen(
            id=row.id,
            position=row.position,
            batch_id=row.batch_id,
            product_id=row.product_id,
            batch_number=row.batch.number,
            expires_on=row.batch.expires_on,
            quantity=row.quantity,
            sent=row.sent,
            received=row.received,
            lost=row.lost,
            returned=row.returned,
            in_transit=row.in_transit,
            value=_value(actor, row),
        )
        for row in rows.order_by("position")
    ]


def _value(actor: Actor, row: TransferLine) -> int | None:
    ends = (row.transfer.from_branch_id, row.transfer.to_branch_id)
    if not any(actor.may(SEE_COSTS, end) for end in ends):
        return None
    return cost_of(row.quantity, row.batch.cost_amount, row.batch.cost_units)


@query(permission=VIEW_STOCK)
def transfer_moves(*, actor: Actor, transfer_id: UUID) -> list[Movement]:
    """What the transfer posted, in the order of posting, with batch and places."""
    rows = Movement.objects.filter(document_id=transfer_id, kind=Movement.Kind.TRANSFER)
    related = rows.select_related("batch", "from_place", "to_place")
    return list(related.order_by("recorded_at", "id"))


def transfer_totals(transfer_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Batches, and base units on the way, by transfer; for who listed them."""
    left = F("sent") - F("received") - F("lost") - F("returned")
    rows = (
        TransferLine.objects.filter(transfer_id__in=list(transfer_ids))
        .values_list("transfer_id")
        .annotate(on_way=Sum(left), most=Count("id"))
        .order_by()
    )
    return {key: (int(most), int(on_way or 0)) for key, on_way, most in rows}


@query(permission=VIEW_STOCK)
def coming_transfers(*, actor: Actor, branch_id: UUID) -> QuerySet[Transfer]:
    """The transfers on the way to the branch."""
    return Transfer.objects.filter(to_branch_id=branch_id, state__in=ON_THE_WAY)


OPEN = (
    Transfer.State.DRAFT,
    Transfer.State.APPROVED,
    Transfer.State.DISPATCHED,
    Transfer.State.PARTLY_RECEIVED,
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Send ``quantity`` base units of a batch to a branch. Rates are base units in 30 days.

    ``saved`` is what the units cost, minor units, that would expire here; None for who may not
    see costs. ``sells_there`` is None for who may not see that branch's stock.
    """

    batch_id: UUID
    product_id: UUID
    batch_number: str
    expires_on: date
    days_left: int
    to_branch_id: UUID
    quantity: int
    unsold: int
    sells_here: int
    sells_there: int | None
    saved: int | None


@query(permission=VIEW_STOCK)
def transfer_suggestions(*, actor: Actor, branch_id: UUID, today: date) -> list[Suggestion]:
    """What the branch should send away, in packs that are sold, the first to expire in front.

    To branches whose stock the actor may see; who may send from here is told of every branch, and
    of none that isn't theirs more than what it would take. What open transfers bring there or take
    from the batch already is counted, so that nothing is suggested twice.
    """
    board = expiry_board(
        actor=actor, branch_id=branch_id, today=today, anywhere=actor.may(TRANSFER, branch_id)
    )
    lines = [line for line in board.lines if line.transfer_to and line.unsold and not line.held]
    by_branch: dict[UUID, set[UUID]] = defaultdict(set)
    for line in lines:
        if line.transfer_to:
            by_branch[line.transfer_to].add(line.product_id)
    outlets = _outlets(branch_id, by_branch, today)
    leaving = _leaving(branch_id)
    facts = sale_facts({line.product_id for line in lines})
    found = []
    for line in lines:
        to = line.transfer_to
        if to is None:
            continue
        outlet = outlets[(to, line.product_id)]
        unsold = line.unsold - leaving.get(line.batch_id, 0)
        pack = facts[line.product_id].smallest_sold
        quantity = units_to_send(outlet, unsold=unsold, days_left=line.days_left, pack=pack)
        if quantity:
            rate = a_month(outlet.sold) if actor.may(VIEW_STOCK, to) else None
            found.append(_suggestion(line, to, quantity, rate))
            taken = outlet.coming + quantity
            outlets[(to, line.product_id)] = Outlet(outlet.sold, outlet.on_hand, taken)
    return found


def _suggestion(line: BoardLine, to: UUID, quantity: int, rate: int | None) -> Suggestion:
    return Suggestion(
        batch_id=line.batch_id,
        product_id=line.product_id,
        batch_number=line.number,
        expires_on=line.expires_on,
        days_left=line.days_left,
        to_branch_id=to,
        quantity=quantity,
        unsold=line.unsold,
        sells_here=a_month(line.sold),
        sells_there=rate,
        saved=None if line.loss is None else line.loss * quantity // line.unsold,
    )


def _outlets(
    branch_id: UUID, by_branch: dict[UUID, set[UUID]], today: date
) -> dict[tuple[UUID, UUID], Outlet]:
    since, until = sale_window(branch_id, today)
    found = {}
    for branch, products in by_branch.items():
        sold = sold_between(branch, sorted(products), since, until)
        on_hand = shelf_totals(branch, products)
        coming = units_coming(branch, OPEN)
        for product in products:
            found[(branch, product)] = Outlet(
                sold.get(product, 0), on_hand[product], coming.get(product, 0)
            )
    return found


def units_coming(
    branch_id: UUID, states: Collection[Transfer.State] = ON_THE_WAY
) -> dict[UUID, int]:
    """Base units by product that transfers in these states bring to a branch."""
    left = F("quantity") - F("received") - F("lost") - F("returned")
    rows = (
        TransferLine.objects.filter(transfer__to_branch_id=branch_id, transfer__state__in=states)
        .values_list("product_id")
        .annotate(units=Sum(left))
        .order_by()
    )
    return {product: int(units) for product, units in rows}


def _leaving(branch_id: UUID) -> dict[UUID, int]:
    """Base units by batch that transfers of the branch will take and haven't yet."""
    rows = (
        TransferLine.objects.filter(
            transfer__from_branch_id=branch_id, transfer__state__in=OPEN[:2]
        )
        .values_list("batch_id")
        .annotate(units=Sum("quantity"))
        .order_by()
    )
    return {batch: int(units) for batch, units in rows}
