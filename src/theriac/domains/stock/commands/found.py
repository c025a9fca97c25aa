"""Goods that a person holds although the books have none: adjusted in where they are used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.catalog.rules import SERVICE
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.commands.put_in_bin import note_shelves
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.ports import freeze_arrivals, join_recalls
from theriac.domains.stock.problems import ProductNotReceived
from theriac.domains.stock.queries.places import shelf_of
from theriac.domains.stock.rules.lots import lot_key


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGoods:
    """Base units of a batch in somebody's hand; a batch that the books lack is made as told."""

    batch_id: UUID
    product_id: UUID
    quantity: int
    number: str
    expires_on: date | None


def bring_in_found(
    *, branch_id: UUID, goods: Sequence[FoundGoods], occurred_at: datetime | None = None
) -> set[UUID]:
    """Adjust found goods onto the shelf, inside the caller's unit of work; returns their batches.

    A batch made for them whose lot was recalled is frozen as one that is delivered.

    ``occurred_at``: when they were found, where that was before now.

    A batch id that the books have for another product is left out: what is sold of it is short. So
    is what is said of a service, which has no batches.
    """
    services = _services(one.product_id for one in goods)
    goods = [one for one in goods if one.product_id not in services]
    known = dict(
        Batch.objects.filter(id__in={one.batch_id for one in goods}).values_list("id", "product_id")
    )
    new = _new_batches(branch_id, goods, known)
    frozen = freeze_arrivals(new)
    insert_rows(Batch, new)
    units: dict[UUID, int] = defaultdict(int)
    product_of: dict[UUID, UUID] = {}
    for one in goods:
        if known.get(one.batch_id, one.product_id) == one.product_id:
            units[one.batch_id] += one.quantity
            product_of[one.batch_id] = one.product_id
    if not units:
        return set()
    join_recalls([(batch, units[batch.id]) for batch in new], frozen, branch_id)
    shelf = shelf_of(branch_id)
    balances = balances_for(branch_id, product_of, shelf.id)
    reason = _("Found at the counter")
    document = Document(
        kind=Movement.Kind.ADJUSTMENT,
        id=current_unit().effect_id,
        branch_id=branch_id,
        reason=reason,
        occurred_at=occurred_at,
    )
    moves = [
        Move(
            batch_id=batch_id,
            product_id=product_of[batch_id],
            from_place_id=OUTSIDE_ID,
            to_place_id=shelf.id,
            to_balance_id=balances[batch_id],
            quantity=quantity,
        )
        for batch_id, quantity in units.items()
    ]
    post(document, moves)
    for batch_id, quantity in units.items():
        facts = {"batch_id": batch_id, "found": quantity}
        current_unit().record("stock.adjustment", document.id, reason=reason, facts=facts)
    return set(units)


def _services(product_ids: Iterable[UUID]) -> set[UUID]:
    return {key for key, (_name, state) in states_of(product_ids).items() if state == SERVICE}


def _new_batches(
    branch_id: UUID, goods: Sequence[FoundGoods], known: dict[UUID, UUID]
) -> list[Batch]:
    new = {one.batch_id: one for one in goods if one.batch_id not in known}
    if not new:
        return []
    today = branch_date(branch_id)
    return [
        Batch(
            id=batch_id,
            product_id=one.product_id,
            number=one.number,
            expires_on=one.expires_on,
            received_on=today,
        )
        for batch_id, one in new.items()
    ]


def batch_of_lot(
    product_id: UUID, number: str, expires_on: date | None, shelf: str, branch_id: UUID
) -> UUID:
    """The batch of that lot, made with nothing in it where the books lack it; its id.

    Inside the caller's unit of work; a lot that was recalled is frozen as one that is delivered.
    Raises ProductNotReceived for a service.
    """
    if _services([product_id]):
        words = _("%(name)s is a service and isn’t stocked. Choose another product.")
        name = states_of([product_id])[product_id][0]
        raise ProductNotReceived(words % {"name": name}, field="product_id", product_id=product_id)
    rows = Batch.objects.filter(product_id=product_id).order_by("id")
    if expires_on is not None:
        rows = rows.filter(expires_on=expires_on)
    wanted = lot_key(number)
    same = [key for key, known in rows.values_list("id", "number") if lot_key(known) == wanted]
    if same:
        return same[0]
    batch = Batch(
        id=new_id(),
        product_id=product_id,
        number=number,
        expires_on=expires_on,
        received_on=branch_date(branch_id),
    )
    frozen = freeze_arrivals([batch])
    insert_rows(Batch, [batch])
    join_recalls([(batch, 0)], frozen, branch_id)
    note_shelves(branch_id, {batch.id: shelf.strip()[:20]})
    return batch.id
