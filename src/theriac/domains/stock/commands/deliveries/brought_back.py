"""Goods that a customer brings back, inside the unit of work of the document that takes them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core.command import current_unit
from theriac.domains.stock.commands.merges.substitute import standing_for_batch
from theriac.domains.stock.ledger import RELEASED, Document, Move, balances_for, post
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID, is_withheld
from theriac.domains.stock.queries.places import quarantine_of, shelf_of


@dataclass(frozen=True, slots=True)
class StandingBatch:
    """The batch into which goods of another come back: itself, or what stands for it."""

    batch_id: UUID
    product_id: UUID
    number: str
    expires_on: date | None
    is_withheld: bool

    def may_be_sold(self, today: date) -> bool:
        """Whether it is neither held, recalled, expired nor without an expiry."""
        return not self.is_withheld and self.expires_on is not None and self.expires_on > today


@dataclass(frozen=True, slots=True)
class ReturnedUnits:
    """``quantity`` base units of a standing batch, for a line of the document."""

    batch: StandingBatch
    quantity: int
    line_id: UUID
    to_shelf: bool


@dataclass(frozen=True, slots=True)
class ReturnDocument:
    """The document that takes goods back, with its number and why."""

    id: UUID
    branch_id: UUID
    number: str
    reason: str
    business_on: date


def standing_batches(batch_ids: Iterable[UUID]) -> dict[UUID, StandingBatch]:
    """By batch, where its goods come back now; ids that are no batch are left out."""
    known = set(Batch.objects.filter(id__in=set(batch_ids)).values_list("id", flat=True))
    stands = {batch_id: standing_for_batch(batch_id) for batch_id in sorted(known)}
    rows = Batch.objects.filter(id__in={batch_id for batch_id, _product in stands.values()})
    labels = {row.id: row for row in rows}
    return {
        key: StandingBatch(
            batch_id,
            product_id,
            labels[batch_id].number,
            labels[batch_id].expires_on,
            is_withheld(labels[batch_id].state),
        )
        for key, (batch_id, product_id) in stands.items()
    }


def bring_back(document: ReturnDocument, goods: Sequence[ReturnedUnits]) -> None:
    """Move returned goods from outside onto the branch's shelf or into its quarantine.

    Raises Contended where a batch that goes to the shelf was held or recalled meanwhile.
    """
    for to_shelf in (True, False):
        some = [one for one in goods if one.to_shelf is to_shelf]
        if some:
            _bring(document, some, to_shelf=to_shelf)
    units: dict[str, int] = defaultdict(int)
    for one in goods:
        units["shelf" if one.to_shelf else "quarantine"] += one.quantity
    facts = {"number": document.number, **units}
    current_unit().record("stock.brought_back", document.id, reason=document.reason, facts=facts)


def _bring(document: ReturnDocument, goods: Sequence[ReturnedUnits], *, to_shelf: bool) -> None:
    branch_id = document.branch_id
    place = shelf_of(branch_id) if to_shelf else quarantine_of(branch_id)
    products = {one.batch.batch_id: one.batch.product_id for one in goods}
    balances = balances_for(branch_id, products, place.id)
    moves = [
        Move(
            batch_id=one.batch.batch_id,
            product_id=one.batch.product_id,
            from_place_id=OUTSIDE_ID,
            to_place_id=place.id,
            to_balance_id=balances[one.batch.batch_id],
            quantity=one.quantity,
            line_id=one.line_id,
        )
        for one in goods
    ]
    post(
        Document(
            kind=Movement.Kind.BROUGHT_BACK,
            id=document.id,
            branch_id=branch_id,
            number=document.number,
            reason=document.reason,
            business_on=document.business_on,
        ),
        moves,
        only_where=RELEASED if to_shelf else "",
    )
