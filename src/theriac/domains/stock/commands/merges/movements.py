"""Movements between a batch and the one that stands for it: out of one, into the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.command import current_unit
from theriac.core.ids import new_id
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedGoods:
    """Base units that change their batch in one place; batches with their products."""

    branch_id: UUID
    place_id: UUID
    from_batch: tuple[UUID, UUID]
    to_batch: tuple[UUID, UUID]
    quantity: int


def move_between(transfers: Sequence[CarriedGoods], reason: str, merge_id: UUID) -> None:
    """Book them, one document a branch; each leaves one batch and comes into the other.

    ``merge_id`` stands as the line of each movement, so that a merge's own are found. Callers
    hold the locks of what is taken from. Raises Contended.
    """
    by_branch: dict[UUID, list[CarriedGoods]] = defaultdict(list)
    for transfer in transfers:
        by_branch[transfer.branch_id].append(transfer)
    for branch_id, theirs in sorted(by_branch.items()):
        _post(branch_id, theirs, reason, merge_id)


def _post(branch_id: UUID, transfers: Sequence[CarriedGoods], reason: str, merge_id: UUID) -> None:
    balances = _balances(branch_id, transfers)
    document = Document(
        kind=Movement.Kind.MERGE, id=new_id(), branch_id=branch_id, reason=reason[:120]
    )
    moves: list[Move] = []
    for one in transfers:
        out_of, into = one.from_batch, one.to_batch
        moves.append(
            Move(
                batch_id=out_of[0],
                product_id=out_of[1],
                from_place_id=one.place_id,
                to_place_id=OUTSIDE_ID,
                from_balance_id=balances[(one.place_id, out_of[0])],
                quantity=one.quantity,
                line_id=merge_id,
            )
        )
        moves.append(
            Move(
                batch_id=into[0],
                product_id=into[1],
                from_place_id=OUTSIDE_ID,
                to_place_id=one.place_id,
                to_balance_id=balances[(one.place_id, into[0])],
                quantity=one.quantity,
                line_id=merge_id,
            )
        )
    post(document, moves)
    current_unit().record(
        "stock.merge",
        document.id,
        reason=reason,
        facts={"merge_id": merge_id, "units": sum(one.quantity for one in transfers)},
        branch_id=branch_id,
    )


def _balances(branch_id: UUID, transfers: Sequence[CarriedGoods]) -> dict[tuple[UUID, UUID], UUID]:
    """Balance ids by place and batch, made where they are missing."""
    products: dict[UUID, dict[UUID, UUID]] = defaultdict(dict)
    for one in transfers:
        for batch_id, product_id in (one.from_batch, one.to_batch):
            products[one.place_id][batch_id] = product_id
    return {
        (place_id, batch_id): balance_id
        for place_id in sorted(products)
        for batch_id, balance_id in balances_for(branch_id, products[place_id], place_id).items()
    }
