"""The best plan for some inputs: asked of the solver, counted again in whole numbers, filled up.

Few lines are given to the solver all at once. Many are given as mixtures first, which tells what no
plan can exceed, from whom to buy and nearly every line; then those whose worth for the money is
nearest to where it ends are given whole. What little money is left buys what still fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from theriac.domains.proposals.rules.candidates import (
    Candidate,
    corner_candidates,
    count_candidates,
    every_candidate,
)
from theriac.domains.proposals.rules.inputs import BuyingInputs
from theriac.domains.proposals.rules.ladder import ladder_of
from theriac.domains.proposals.rules.plans import Counted
from theriac.domains.proposals.rules.programme import programme_of
from theriac.domains.proposals.rules.remainder import filled, greedy
from theriac.domains.proposals.solver import SolverAnswer, solve

AT_ONCE = 4_000
"""So many lines are given to the solver whole."""
NEAREST = 40
"""So many products on either side of where the money ends are decided again."""
MOST_LINES = 60
SECONDS = 20
MILLION = 1_000_000

Lines = Mapping[UUID, Sequence[Candidate]]


@dataclass(frozen=True)
class Plan:
    """What to buy, and how far from the best it may be.

    ``bound`` is thousandths of a minor unit that no plan can exceed. ``corners`` are the lines on
    the way from nothing to all, by product.
    """

    counted: Counted
    bound: int
    corners: Lines

    @property
    def gap_millionths(self) -> int:
        """How much better the best plan may be at most, in millionths of it, rounded up."""
        missing = max(0, self.bound - self.counted.score)
        return -(-missing * MILLION // max(1, abs(self.bound)))

    @cached_property
    def suppliers(self) -> frozenset[UUID]:
        """From whom is bought."""
        return frozenset(self.counted.by_supplier)


def plan_of(inputs: BuyingInputs, *, seconds: int = SECONDS) -> Plan | None:
    """The best plan found within so many seconds; None where what a person settled can't be had.

    The same inputs give the same plan, unless the time ends first.
    """
    corners = {one.id: corner_candidates(inputs, one) for one in inputs.products}
    corners = {key: found for key, found in corners.items() if found}
    if count_candidates(inputs) <= AT_ONCE:
        lines: Lines = {
            one.id: every_candidate(inputs, one) for one in inputs.products if one.id in corners
        }
        answer = solve(programme_of(inputs, lines), seconds=seconds)
        found = answer.lines
    else:
        answer = solve(programme_of(inputs, corners, whole=False), seconds=seconds)
        found = _rounded(inputs, corners, answer, seconds)
    choice = {one.option_id: one.packs for one in found}
    counted = Counted(inputs, choice)
    if not answer.found or counted.broken():
        counted = Counted(inputs, greedy(inputs, corners))
        if counted.broken():
            return None
    counted = Counted(inputs, filled(counted, corners))
    bound = max(counted.score, counted.score if answer.bound is None else answer.bound)
    return Plan(counted, bound, corners)


def _rounded(
    inputs: BuyingInputs, corners: Lines, answer: SolverAnswer, seconds: int
) -> Sequence[Candidate]:
    """Whole lines near the mixtures that the solver found best."""
    if not answer.found:
        return ()
    taken = {inputs.by_option[one.option_id][0].id: one for one in answer.lines}
    parted = {inputs.by_option[one.option_id][0].id for one in answer.parts}
    again = (parted | _nearest(corners, taken)) - inputs.fixed.keys()
    opened = frozenset(one.supplier_id for one in (*answer.lines, *answer.parts))
    lines: dict[UUID, Sequence[Candidate]] = {}
    for product_id in again:
        every = every_candidate(inputs, inputs.by_product[product_id])
        lines[product_id] = every if len(every) <= MOST_LINES else corners[product_id]
    settled = {key: (one,) for key, one in taken.items() if key not in again}
    programme = programme_of(inputs, {**settled, **lines}, settled=settled.keys(), opened=opened)
    found = solve(programme, seconds=seconds)
    return found.lines if found.found else answer.lines


def _nearest(corners: Lines, taken: Mapping[UUID, Candidate]) -> set[UUID]:
    """The products whose next step, or whose last, is worth nearest to what the last money buys."""
    steps = ladder_of(corners)
    costs = {key: one.cost for key, one in taken.items()}
    ahead = [one for one in steps if one.line.cost > costs.get(one.product_id, 0)]
    behind = [one for one in steps if one.line.cost <= costs.get(one.product_id, 0)]
    return {one.product_id for one in (*ahead[:NEAREST], *behind[-NEAREST:])}
