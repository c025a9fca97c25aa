"""What more money buys first: the steps from nothing to all that is worth buying.

A step goes from a product's line to its next better one; on the way no mixture of lines is worth
more for the money. Taken in the order of what a minor unit gains, the steps up to any of them are
the best plan for just their cost, where suppliers ask nothing of an order (the greedy solution of
the multiple-choice knapsack: Sinha and Zoltners, 1979).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from uuid import UUID

from theriac.domains.proposals.rules.candidates import Candidate, is_below


@dataclass(frozen=True, slots=True)
class MoneyStep:
    """``line`` of a product instead of ``before`` (None: of nothing).

    ``cost`` is the minor units more, ``gain`` what it is worth more, in thousandths of one.
    """

    product_id: UUID
    before: Candidate | None
    line: Candidate

    @property
    def cost(self) -> int:
        """What it costs more."""
        return self.line.cost - (self.before.cost if self.before else 0)

    @property
    def gain(self) -> int:
        """What it is worth more."""
        return self.line.score - (self.before.score if self.before else 0)


def steps_of(product_id: UUID, candidates: Iterable[Candidate]) -> list[MoneyStep]:
    """The steps of a product over all its lines, the most worth a minor unit first."""
    kept: list[Candidate] = []
    best = 0
    for one in sorted(candidates, key=lambda line: (line.cost, -line.score, line.option_id)):
        if one.score <= best:
            continue
        best = one.score
        while kept and is_below(kept[-2] if len(kept) > 1 else None, kept[-1], one):
            kept.pop()
        kept.append(one)
    return [
        MoneyStep(product_id, before, line)
        for before, line in zip([None, *kept], kept, strict=False)
    ]


def ladder_of(
    candidates: Mapping[UUID, Sequence[Candidate]],
    *,
    suppliers: Collection[UUID] | None = None,
    without: Collection[UUID] = (),
) -> list[MoneyStep]:
    """The steps of all products but those ``without``, in the order in which money is best spent.

    Only lines of ``suppliers``, where they are named.
    """
    found: list[MoneyStep] = []
    for product_id, lines in candidates.items():
        if product_id in without:
            continue
        named = [one for one in lines if suppliers is None or one.supplier_id in suppliers]
        found += steps_of(product_id, named)
    return sorted(found, key=sorting_key)


def climbed(steps: Iterable[MoneyStep], money: int) -> dict[UUID, Candidate]:
    """The line of each product after the steps that so much money pays, each that still fits."""
    taken: dict[UUID, Candidate] = {}
    for one in steps:
        if one.cost <= money and taken.get(one.product_id) == one.before:
            taken[one.product_id] = one.line
            money -= one.cost
    return taken


def in_order(one: MoneyStep, other: MoneyStep) -> int:
    """Before zero: ``one`` gains more a minor unit; as much, its product has the smaller id."""
    difference = other.gain * one.cost - one.gain * other.cost
    if difference:
        return difference
    if one.product_id != other.product_id:
        return -1 if one.product_id < other.product_id else 1
    return one.line.cost - other.line.cost


sorting_key = cmp_to_key(in_order)
"""By what a minor unit gains, the most first; then by product and cost."""
