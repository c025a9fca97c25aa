"""What movements are worth: how they change the value of what lies in each place.

The value of stock is, for each batch in each place, its quantity at the batch's cost, rounded down
once. A movement is worth what it changes of that, so that the sum of all is the value of what
lies, to the minor unit, at every instant. A batch's cost never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from theriac.domains.stock.models import Balance, Movement, Place
from theriac.domains.stock.rules.valuation import BatchCost

AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class LyingGoods:
    """What a balance has before it changes, where, at which cost, and in which register."""

    quantity: int
    branch_id: UUID
    cost: BatchCost
    is_on_the_way: bool = False
    register: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What a movement takes from a branch's stock, or gives to it; minor units, 0 or more."""

    branch_id: UUID
    is_on_the_way: bool
    amount: int


@dataclass(frozen=True, slots=True)
class MovedGoods:
    """A movement with the balances that it changes, and its document's day at the branch.

    A side that is outside has no balance; the day is None where the document doesn't say it.
    """

    movement: Movement
    from_balance_id: UUID | None
    to_balance_id: UUID | None
    business_on: date | None = None


@dataclass(frozen=True, slots=True)
class MovedWorth:
    """A document's movement as the books see it; a side that is outside is None.

    ``kind`` is the movement's, or of what it reverses. ``owed`` is what consigned goods are owed
    for, minor units, that left (or came back, where they came from outside).
    """

    document_id: UUID
    document_number: str
    kind: str
    is_reversal: bool
    branch_id: UUID
    taken: Side | None
    given: Side | None
    owed: int
    person_id: UUID
    business_on: date | None
    recorded_at: datetime


def lying_of(balance_ids: Iterable[UUID]) -> dict[UUID, LyingGoods]:
    """What these balances have now; whoever changes them holds their locks."""
    ids, found = sorted(set(balance_ids)), dict[UUID, LyingGoods]()
    for start in range(0, len(ids), AT_ONCE):
        rows = Balance.objects.filter(id__in=ids[start : start + AT_ONCE]).values_list(
            "id",
            "quantity",
            "branch_id",
            "place__kind",
            "batch__cost_amount",
            "batch__cost_units",
            "batch__is_consigned",
            "register",
        )
        for key, quantity, branch_id, kind, amount, units, is_consigned, code in rows.order_by():
            cost = BatchCost(amount, units, is_consigned)
            found[key] = LyingGoods(quantity, branch_id, cost, kind == Place.Kind.TRANSIT, code)
    return found


def worth_of(moved: Sequence[MovedGoods], lying: Mapping[UUID, LyingGoods]) -> list[MovedWorth]:
    """What each movement is worth, one after the other.

    ``lying`` is what the balances have before all of them.
    """
    here, kinds = dict(lying), _reversed_kinds(moved)
    return [_worth(here, kinds, one) for one in moved]


def _worth(here: dict[UUID, LyingGoods], kinds: Mapping[UUID, str], one: MovedGoods) -> MovedWorth:
    movement, first = one.movement, one.movement.reverses_id
    ends = [here[key] for key in (one.from_balance_id, one.to_balance_id) if key is not None]
    return MovedWorth(
        document_id=movement.document_id,
        document_number=movement.document_number,
        kind=movement.kind if first is None else kinds[first],
        is_reversal=first is not None,
        branch_id=movement.branch_id,
        taken=_changed(here, one.from_balance_id, -movement.quantity),
        given=_changed(here, one.to_balance_id, movement.quantity),
        owed=0 if len(ends) > 1 else ends[0].cost.owed(movement.quantity),
        person_id=movement.actor_id,
        business_on=one.business_on,
        recorded_at=movement.recorded_at,
    )


def _changed(here: dict[UUID, LyingGoods], balance_id: UUID | None, units: int) -> Side | None:
    if balance_id is None:
        return None
    before = here[balance_id]
    after = here[balance_id] = replace(before, quantity=before.quantity + units)
    change = before.cost.worth(after.quantity) - before.cost.worth(before.quantity)
    return Side(before.branch_id, before.is_on_the_way, abs(change))


def _reversed_kinds(moved: Sequence[MovedGoods]) -> dict[UUID, str]:
    ids = [key for one in moved if (key := one.movement.reverses_id)]
    if not ids:
        return {}
    return dict(Movement.objects.filter(id__in=ids).values_list("id", "kind"))
