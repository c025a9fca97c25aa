"""The one place that writes the ledger: movements and the balances they change, set-wise.

Every command of stock comes through ``post``, or ``post_past`` for many documents of the past;
nothing else touches Movement or Balance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.counters import GuardedChange, lock_rows
from theriac.core.database.insert import fresh_row, insert_absent, insert_rows
from theriac.core.database.together import write_together
from theriac.core.ids import new_id
from theriac.domains.stock.events import StockUpdated
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.ports import enter_registered, enter_worth, registers_of
from theriac.domains.stock.queries.registered import registered_of
from theriac.domains.stock.queries.worth import LyingGoods, MovedGoods, lying_of, worth_of
from theriac.domains.stock.reserved.give_way import make_room
from theriac.domains.stock.waiting_lines import note_line

RELEASED = (
    f"EXISTS (SELECT 1 FROM {Batch._meta.db_table} AS lying "  # noqa: S608
    f"WHERE lying.id = batch_id AND lying.state = '{Batch.State.RELEASED}')"
)
"""The condition of a balance whose batch may be sold."""
AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Move:
    """A movement to be posted. ``from_balance``/``to_balance`` are None for the outside world.

    ``announced`` is what it does to the branch's own stock, where the balances don't say it:
    goods on their way to another branch.
    """

    batch_id: UUID
    product_id: UUID
    from_place_id: UUID
    to_place_id: UUID
    quantity: int
    from_balance_id: UUID | None = None
    to_balance_id: UUID | None = None
    line_id: UUID | None = None
    reverses_id: UUID | None = None
    announced: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What the movements belong to; ``person_id`` is whose act it was, None for who acts.

    ``business_on`` is its day at the branch, None for that of its recording.
    """

    kind: str
    id: UUID
    branch_id: UUID
    number: str = ""
    reason: str = ""
    occurred_at: datetime | None = None
    person_id: UUID | None = None
    business_on: date | None = None


def post(
    document: Document,
    moves: Sequence[Move],
    *,
    only_where: str = "",
    at_the_end: bool = False,
    announces: bool = True,
    lying: Mapping[UUID, LyingGoods] | None = None,
) -> list[Movement]:
    """Append the movements and change the balances, guarded against going below zero.

    Callers hold the locks of the balances that change; ``lying`` is what those have, where the
    caller read it under them. What the movements are worth goes into the books. ``only_where`` is
    one more condition of every balance that changes, such as ``RELEASED``. Raises StockReserved,
    and Contended when a balance doesn't meet it or would fall below what is reserved of it, which a
    sale never takes and anything else frees first where it must (``make_room``). ``announces`` one
    update a product, unless an event of the caller's carries them.

    Who calls ``at_the_end`` lets the unit write when it likes: nothing of it may be read after that
    within the command. Else the books stand when this returns.
    """
    changes: dict[UUID, int] = defaultdict(int)
    _add_changes(changes, moves)
    for move in moves:
        if move.to_balance_id is not None and changes[move.to_balance_id] > 0:
            note_line(document.branch_id, move.product_id)
    change = _change(document.kind, changes, only_where)
    movements = [_movement(document, move) for move in moves]
    _enter([_moved(document, *pair) for pair in zip(movements, moves, strict=True)], lying)
    writes = current_unit().writes
    writes.add([(Movement, movements)], change)
    if not at_the_end:
        writes.send()
    if announces:
        _announce(document, moves)
    return movements


def post_past(documents: Sequence[tuple[Document, UUID, Sequence[Move]]]) -> None:
    """Post many documents of the past at once, each with the person whose it was.

    The balances change by the sum of all, guarded as in ``post``; each movement is recorded as of
    its document's instant; nothing is announced. Callers hold the locks. Raises Contended.
    """
    changes: dict[UUID, int] = defaultdict(int)
    movements: list[Movement] = []
    moved: list[MovedGoods] = []
    for document, person_id, moves in documents:
        _add_changes(changes, moves)
        for move in moves:
            movement = _movement(document, move)
            movement.actor_id = person_id
            movement.recorded_at = movement.occurred_at
            movements.append(movement)
            moved.append(_moved(document, movement, move))
    _enter(moved)
    write_together([(Movement, movements)], _change(Movement.Kind.ADJUSTMENT, changes))


def _moved(document: Document, movement: Movement, move: Move) -> MovedGoods:
    return MovedGoods(movement, move.from_balance_id, move.to_balance_id, document.business_on)


def _enter(moved: Sequence[MovedGoods], lying: Mapping[UUID, LyingGoods] | None = None) -> None:
    """Let books and registers follow these movements, before their balances change."""
    balances = {
        key for one in moved for key in (one.from_balance_id, one.to_balance_id) if key is not None
    }
    here = lying_of(balances) if lying is None else lying
    enter_worth(worth_of(moved, here))
    if registered := registered_of(moved, here):
        enter_registered(registered)


def lock_lying(batch_ids: Sequence[UUID]) -> None:
    """Lock every balance of these batches, in key order, so that nothing of them moves meanwhile.

    Who changes what a batch is, so that it isn't sold, comes here before the batch itself: a sale
    holds its balances before it refers to their batches.
    """
    ids: list[UUID] = []
    for start in range(0, len(batch_ids), AT_ONCE):
        some = Balance.objects.filter(batch_id__in=batch_ids[start : start + AT_ONCE])
        ids += some.values_list("id", flat=True)
    ids.sort()
    for start in range(0, len(ids), AT_ONCE):
        lock_rows(Balance, "quantity", ids[start : start + AT_ONCE])


def balances_for(
    branch_id: UUID, product_of_batch: dict[UUID, UUID], place_id: UUID
) -> dict[UUID, UUID]:
    """Balance ids by batch at a place, made where they are missing, locked in key order.

    Who makes the same ones at once waits for the other at the first, in the order of the batches,
    and then finds theirs.
    """
    found = _balance_ids(place_id, product_of_batch)
    lacking = {key: product_of_batch[key] for key in sorted(set(product_of_batch) - set(found))}
    missing = _empty_balances(branch_id, lacking, place_id)
    if insert_absent(Balance, missing) == len(missing):
        found |= {balance.batch_id: balance.id for balance in missing}
    else:
        found = _balance_ids(place_id, product_of_batch)
    lock_rows(Balance, "quantity", sorted(found.values()))
    return found


def _balance_ids(place_id: UUID, batch_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    there = Balance.objects.filter(place_id=place_id, batch_id__in=list(batch_ids))
    return dict(there.values_list("batch_id", "id"))


def open_balances(
    branch_id: UUID, product_of_batch: dict[UUID, UUID], place_id: UUID
) -> dict[UUID, UUID]:
    """Balance ids by batch at a place, for batches that the caller just made, in one insert."""
    balances = _empty_balances(branch_id, product_of_batch, place_id)
    insert_rows(Balance, balances)
    return {balance.batch_id: balance.id for balance in balances}


def _change(kind: str, changes: dict[UUID, int], only_where: str = "") -> GuardedChange:
    """What is to be changed of the balances, once room was made for it."""
    wanted = {key: change for key, change in changes.items() if change}
    if kind != Movement.Kind.SALE:
        make_room(kind, wanted)
    return GuardedChange(Balance, "quantity", wanted, "reserved", only_where)


def _add_changes(changes: dict[UUID, int], moves: Sequence[Move]) -> None:
    for move in moves:
        if move.from_balance_id is not None:
            changes[move.from_balance_id] -= move.quantity
        if move.to_balance_id is not None:
            changes[move.to_balance_id] += move.quantity


def _empty_balances(
    branch_id: UUID, product_of_batch: Mapping[UUID, UUID], place_id: UUID
) -> list[Balance]:
    if not product_of_batch:
        return []
    registers = registers_of(set(product_of_batch.values()))
    return [
        Balance(
            id=new_id(),
            batch_id=batch_id,
            place_id=place_id,
            product_id=product_id,
            branch_id=branch_id,
            quantity=0,
            register=registers.get(product_id, ""),
        )
        for batch_id, product_id in product_of_batch.items()
    ]


def _movement(document: Document, move: Move) -> Movement:
    return fresh_row(
        Movement,
        id=new_id(),
        batch_id=move.batch_id,
        product_id=move.product_id,
        branch_id=document.branch_id,
        from_place_id=move.from_place_id,
        to_place_id=move.to_place_id,
        quantity=move.quantity,
        kind=document.kind,
        reason=document.reason[:120],
        document_id=document.id,
        document_number=document.number,
        line_id=move.line_id,
        reverses_id=move.reverses_id,
        actor_id=document.person_id or current_unit().actor.id,
        occurred_at=document.occurred_at or clock.now(),
        recorded_at=clock.now(),
    )


def _announce(document: Document, moves: Sequence[Move]) -> None:
    by_product: dict[UUID, list[dict[str, object]]] = defaultdict(list)
    for move in moves:
        signed = 0
        if move.to_balance_id is not None:
            signed += move.quantity
        if move.from_balance_id is not None:
            signed -= move.quantity
        if move.announced is not None:
            signed = move.announced
        by_product[move.product_id].append({"batch_id": move.batch_id, "change": signed})
    for product_id, batches in by_product.items():
        current_unit().announce(
            StockUpdated.of(document.branch_id, product_id, (document.kind, document.id), batches)
        )
