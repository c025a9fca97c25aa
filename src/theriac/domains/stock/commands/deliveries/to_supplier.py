"""Goods leave for their supplier, and come back when it doesn't take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Batch, Movement, Place
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.problems import QuantityRefused
from theriac.domains.stock.shortage import short_batch

HELD_IN = (Place.Kind.QUARANTINE, Place.Kind.SHELF)
"""Where goods may be taken from: first what lies apart already."""


@dataclass(frozen=True, slots=True)
class GoodsOut:
    """``quantity`` base units of a batch, for a line of the document."""

    batch_id: UUID
    quantity: int
    line_id: UUID


@dataclass(frozen=True, slots=True)
class _Lying:
    balance_id: UUID
    place_id: UUID


@command(name="stock.give_to_supplier", done=gettext_lazy("Sent a return to a supplier"))
def give_to_supplier(
    *,
    actor: Actor,
    branch_id: BranchId,
    document_id: UUID,
    number: str,
    reason: str,
    goods: Sequence[GoodsOut],
) -> None:
    """Take goods out of the branch, from quarantine first, whatever the state of their batch.

    An expired, held, recalled or partly sold batch goes back like any other. Raises
    InsufficientStock, QuantityRefused.
    """
    lying = _lying(branch_id, [one.batch_id for one in goods])
    held = lock_rows(
        Balance, "quantity", sorted(one.balance_id for ones in lying.values() for one in ones)
    )
    product_of = dict(
        Batch.objects.filter(id__in=[one.batch_id for one in goods]).values_list("id", "product_id")
    )
    moves: list[Move] = []
    for position, one in enumerate(goods):
        moves += _taken(one, product_of[one.batch_id], lying[one.batch_id], held, position)
    document = Document(
        kind=Movement.Kind.TO_SUPPLIER,
        id=document_id,
        branch_id=branch_id,
        number=number,
        reason=reason,
    )
    post(document, moves)
    current_unit().record(
        "stock.to_supplier", document_id, facts={"number": number, "lines": len(goods)}
    )


@command(
    name="stock.take_from_supplier",
    done=gettext_lazy("Returned goods of a supplier return to stock"),
)
def take_from_supplier(
    *,
    actor: Actor,
    branch_id: BranchId,
    document_id: UUID,
    first_document_id: UUID,
    number: str,
    reason: str,
) -> None:
    """Put everything that a document took to the supplier back where it lay, by opposites."""
    firsts = list(
        Movement.objects.filter(
            document_id=first_document_id, kind=Movement.Kind.TO_SUPPLIER, branch_id=branch_id
        ).order_by("id")
    )
    by_place: dict[UUID, dict[UUID, UUID]] = defaultdict(dict)
    for first in firsts:
        by_place[first.from_place_id][first.batch_id] = first.product_id
    balances = {
        (place_id, batch_id): balance_id
        for place_id in sorted(by_place)
        for batch_id, balance_id in balances_for(branch_id, by_place[place_id], place_id).items()
    }
    moves = [
        Move(
            batch_id=first.batch_id,
            product_id=first.product_id,
            from_place_id=OUTSIDE_ID,
            to_place_id=first.from_place_id,
            to_balance_id=balances[first.from_place_id, first.batch_id],
            quantity=first.quantity,
            line_id=first.line_id,
            reverses_id=first.id,
        )
        for first in firsts
    ]
    document = Document(
        kind=Movement.Kind.REVERSAL,
        id=document_id,
        branch_id=branch_id,
        number=number,
        reason=reason,
    )
    post(document, moves)
    current_unit().record(
        "stock.reversal", document_id, reason=reason, facts={"document_id": first_document_id}
    )


def _lying(branch_id: UUID, batch_ids: Sequence[UUID]) -> dict[UUID, list[_Lying]]:
    found: dict[UUID, list[_Lying]] = defaultdict(list)
    rows = Balance.objects.filter(
        branch_id=branch_id, batch_id__in=list(batch_ids), place__kind__in=HELD_IN
    ).values_list("batch_id", "id", "place_id", "place__kind")
    order = {kind.value: index for index, kind in enumerate(HELD_IN)}
    for batch_id, balance_id, place_id, _kind in sorted(
        rows, key=lambda row: (order[row[3]], row[1])
    ):
        found[batch_id].append(_Lying(balance_id, place_id))
    return found


def _taken(
    one: GoodsOut, product_id: UUID, lying: Sequence[_Lying], held: dict[UUID, int], position: int
) -> list[Move]:
    if one.quantity < 1:
        raise QuantityRefused(field="quantity")
    rest, moves = one.quantity, []
    for place in lying:
        part = min(rest, held[place.balance_id])
        if part:
            rest -= part
            held[place.balance_id] -= part
            moves.append(
                Move(
                    batch_id=one.batch_id,
                    product_id=product_id,
                    from_place_id=place.place_id,
                    to_place_id=OUTSIDE_ID,
                    from_balance_id=place.balance_id,
                    quantity=part,
                    line_id=one.line_id,
                )
            )
    if rest:
        raise short_batch(
            one.batch_id,
            requested=one.quantity,
            available=one.quantity - rest,
            position=position,
            to_do=_("Return at most this quantity, or first adjust the stock to your count."),
        )
    return moves
