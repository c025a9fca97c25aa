"""Taking batches for a sale, inside the sale's own unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from theriac.core.database.backends.trips import Statement, send_all
from theriac.core.database.counters import locks_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.ledger import RELEASED, Document, Move, post
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.queries.sellable import ShelfBatch
from theriac.domains.stock.queries.worth import LyingGoods


@dataclass(frozen=True, slots=True)
class LineTake:
    """``quantity`` base units of a shelf batch for one line of the sale."""

    line_id: UUID
    batch: ShelfBatch
    quantity: int


@dataclass(frozen=True, slots=True)
class SaleDocument:
    """The sale that takes, and who sold it, where that isn't who acts: a counter pushed it."""

    id: UUID
    branch_id: BranchId
    number: str
    occurred_at: datetime
    business_on: date
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LockedShelf:
    """Locked balances by id as of now: what of each is ``free``, and what lies there."""

    free: Mapping[UUID, int]
    lying: Mapping[UUID, LyingGoods]


def lock_shelf(
    branch_id: UUID, batches: Sequence[ShelfBatch], *along: Statement[Any]
) -> LockedShelf:
    """Lock the balances of these batches on the branch's shelf, in key order.

    Statements that go ``along`` are sent after the locks, whatever these find, and with them.
    """
    known = {batch.balance_id: batch for batch in batches}
    if not known:
        send_all(along)
        return LockedShelf({}, {})
    locks = locks_of(Balance, ("quantity", "reserved", "register"), sorted(known))
    locked: Mapping[UUID, tuple[Any, ...]] = send_all([locks, *along])[0]
    return LockedShelf(
        {key: quantity - reserved for key, (quantity, reserved, _code) in locked.items()},
        {
            key: LyingGoods(quantity, branch_id, known[key].cost, register=code)
            for key, (quantity, _reserved, code) in locked.items()
        },
    )


def take_for_sale(
    document: SaleDocument,
    takes: Sequence[LineTake],
    *,
    even_withheld: bool = False,
    is_told: bool = False,
    lying: Mapping[UUID, LyingGoods] | None = None,
) -> list[Movement]:
    """Move the taken batches out of the shop, all or none; the caller holds their locks.

    ``lying`` is what the locked balances have, where nothing moved since they were locked.
    ``even_withheld`` is for what has left the shop already. Where it ``is_told``, the sale's own
    event carries the updates of stock, else they are announced here. Raises Contended when what is
    free of a balance no longer covers what is taken, or its batch was held or recalled meanwhile.
    """
    if not takes:
        return []
    moves = [
        Move(
            batch_id=take.batch.batch_id,
            product_id=take.batch.product_id,
            from_place_id=take.batch.place_id,
            to_place_id=OUTSIDE_ID,
            from_balance_id=take.batch.balance_id,
            quantity=take.quantity,
            line_id=take.line_id,
        )
        for take in takes
    ]
    return post(
        Document(
            kind=Movement.Kind.SALE,
            id=document.id,
            branch_id=document.branch_id,
            number=document.number,
            occurred_at=document.occurred_at,
            person_id=document.person_id,
            business_on=document.business_on,
        ),
        moves,
        only_where="" if even_withheld else RELEASED,
        at_the_end=True,
        announces=not is_told,
        lying=lying,
    )


def still_there(locked: LockedShelf, shares: Sequence[tuple[ShelfBatch, int]]) -> bool:
    """Whether the locked balances cover what is to be taken."""
    wanted: dict[UUID, int] = defaultdict(int)
    for batch, quantity in shares:
        wanted[batch.balance_id] += quantity
    return all(
        locked.free.get(balance_id, 0) >= quantity for balance_id, quantity in wanted.items()
    )
