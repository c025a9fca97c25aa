"""What more or less money would buy: a few limits on either side of a plan's, each with its plan.

By the steps of ``ladder``, from the suppliers' terms; near enough to show at once what a change of
the limit is worth. The solver is asked when the limit is changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from theriac.domains.proposals.rules.candidates import Candidate
from theriac.domains.proposals.rules.inputs import BuyingInputs
from theriac.domains.proposals.rules.kept_out import MoneyLadder
from theriac.domains.proposals.rules.plans import Counted
from theriac.domains.proposals.rules.remainder import filled, greedy

POINTS = 10
_ROUND = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class OutlookPoint:
    """A limit with what it would cost and save in all; minor units.

    ``gained`` are the products that it buys and the plan doesn't, ``lost`` the other way round.
    """

    limit: int
    cost: int
    saved: int
    gained: tuple[UUID, ...]
    lost: tuple[UUID, ...]


def sensible_step(amount: int, unit: int) -> int:
    """The largest of 1, 2, 5, 10, 20 ... thousand units that is at most a twentieth of an amount.

    ``unit`` is the minor units of the currency's whole one; a thousand of them at least.
    """
    step, found, at = 1_000 * unit, 1_000 * unit, 0
    while step * 20 <= amount:
        found = step
        at += 1
        step = 1_000 * unit * 10 ** (at // 3) * _ROUND[at % 3]
    return found


def outlook_of(
    counted: Counted, corners: Mapping[UUID, Sequence[Candidate]], unit: int
) -> list[OutlookPoint]:
    """The limits from nothing to all that is worth its money, that of the plan among them.

    Where the plan itself fits a limit and the steps find nothing better, it is what the limit buys.
    """
    inputs = counted.inputs
    whole = max(MoneyLadder.of(counted, corners).whole, counted.cost)
    step = sensible_step(max(inputs.limit, 1), unit)
    limits = {whole * one // POINTS for one in range(1, POINTS + 1)}
    limits |= {inputs.limit, inputs.limit + step, max(0, inputs.limit - step)}
    return [_point(counted, corners, one) for one in sorted(limits)]


def _point(
    counted: Counted, corners: Mapping[UUID, Sequence[Candidate]], limit: int
) -> OutlookPoint:
    other = counted
    if limit != counted.inputs.limit:
        stepped = _stepped(replace(counted.inputs, limit=limit), corners)
        if counted.cost > limit or stepped.score > counted.score:
            other = stepped
    gained = sorted(other.units.keys() - counted.units.keys())
    lost = sorted(counted.units.keys() - other.units.keys())
    return OutlookPoint(limit, other.cost, other.saved, tuple(gained), tuple(lost))


def _stepped(inputs: BuyingInputs, corners: Mapping[UUID, Sequence[Candidate]]) -> Counted:
    """What the steps buy for a limit."""
    found = Counted(inputs, greedy(inputs, corners))
    if found.broken():
        found = Counted(inputs, {})
    return Counted(inputs, filled(found, corners))
