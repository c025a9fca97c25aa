"""Which movements a register has a line of, and what each does to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.domains.stock.models import Movement
from theriac.domains.stock.queries.worth import LyingGoods, MovedGoods


@dataclass(frozen=True, slots=True)
class RegisteredMove:
    """What a movement does to the register of a branch: ``change`` base units of its batch.

    0 where goods of that branch were lost on their way to another.
    """

    movement: Movement
    branch_id: UUID
    register: str
    change: int


def registered_of(
    moved: Sequence[MovedGoods], lying: Mapping[UUID, LyingGoods]
) -> list[RegisteredMove]:
    """What registers have of these movements; ``lying`` is what the locked balances have.

    What only changes its place within a branch is in none. Goods on their way have left the branch
    that sent them and haven't come to the other one.
    """
    found: list[RegisteredMove] = []
    for one in moved:
        ends = (one.from_balance_id, one.to_balance_id)
        out_of, into = (lying[key] if key is not None else None for key in ends)
        if (out_of and out_of.register) or (into and into.register):
            found += _changes(one.movement, out_of, into)
    return found


def _changes(
    movement: Movement, out_of: LyingGoods | None, into: LyingGoods | None
) -> list[RegisteredMove]:
    taken = out_of if out_of and not out_of.is_on_the_way else None
    given = into if into and not into.is_on_the_way else None
    if taken and given and taken.branch_id == given.branch_id:
        return []
    if not taken and not given:
        end = out_of or into
        return [RegisteredMove(movement, end.branch_id, end.register, 0)] if end else []
    units = movement.quantity
    found = [(taken, -units), (given, units)]
    return [
        RegisteredMove(movement, end.branch_id, end.register, change)
        for end, change in found
        if end and end.register
    ]
