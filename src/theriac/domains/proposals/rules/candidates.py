"""The lines that a plan may hold: so many packs of one option, with what they cost and are worth.

A product is bought from one offer, so a plan holds one line of it or none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from theriac.domains.proposals.rules.inputs import (
    BuyingInputs,
    SupplyOption,
    WantedProduct,
    fitting_packs,
)
from theriac.domains.proposals.rules.plans import paid_above


@dataclass(frozen=True, slots=True)
class Candidate:
    """``packs`` paid packs of an option: ``cost`` minor units, ``score`` thousandths of one.

    ``net`` is what they count towards the supplier's minimum.
    """

    option_id: UUID
    supplier_id: UUID
    packs: int
    cost: int
    score: int
    net: int


def candidate_of(product: WantedProduct, option: SupplyOption, packs: int) -> Candidate:
    """A line with its figures."""
    score = product.worth(option.units(packs)) - paid_above(product, option, packs)
    return Candidate(
        option.id, option.supplier_id, packs, packs * option.pack_cost, score, option.net(packs)
    )


def every_candidate(inputs: BuyingInputs, product: WantedProduct) -> tuple[Candidate, ...]:
    """Each line that the product's own limits allow."""
    found: list[Candidate] = []
    for option in sorted(product.options, key=lambda one: one.id):
        most = inputs.most_packs(product, option)
        if most:
            least = most if product.id in inputs.fixed else option.least
            found += [candidate_of(product, option, packs) for packs in range(least, most + 1)]
    return tuple(found)


def count_candidates(inputs: BuyingInputs) -> int:
    """How many lines every product may have, all together."""
    return sum(
        max(0, most - option.least + 1)
        for product in inputs.products
        for option in product.options
        if (most := inputs.most_packs(product, option))
    )


def corner_candidates(inputs: BuyingInputs, product: WantedProduct) -> tuple[Candidate, ...]:
    """The lines that a mixture of two others can't match, option by option.

    No plan made of mixtures is worth more than the best one made of mixtures of these.
    """
    found: list[Candidate] = []
    for option in sorted(product.options, key=lambda one: one.id):
        most = inputs.most_packs(product, option)
        if product.id in inputs.fixed:
            found += [candidate_of(product, option, most)] if most else []
        elif most:
            packs = sorted(_corners(product, option, most))
            found += _hull([candidate_of(product, option, one) for one in packs])
    return tuple(found)


def _corners(product: WantedProduct, option: SupplyOption, most: int) -> set[int]:
    """Where the worth of packs may bend: at tranches, bonuses, and both ends."""
    found = {option.least, most}
    for units in accumulate(one.units for one in product.tranches):
        below = fitting_packs(option, units)
        found |= {below, below + 1}
        if option.bonus_for:
            group = below // option.bonus_for * option.bonus_for
            found |= {group, group + option.bonus_for}
    if option.bonus_for:
        last = most // option.bonus_for * option.bonus_for
        first = -(-option.least // option.bonus_for) * option.bonus_for
        found |= {first, last, last - 1, last - option.bonus_for}
    return {one for one in found if option.least <= one <= most}


def _hull(found: Iterable[Candidate]) -> list[Candidate]:
    """Those of one option, by cost, that stand on the upper hull of cost and score with 0, 0."""
    kept: list[Candidate] = []
    for one in found:
        while kept and is_below(kept[-2] if len(kept) > 1 else None, kept[-1], one):
            kept.pop()
        kept.append(one)
    return kept


def is_below(before: Candidate | None, middle: Candidate, after: Candidate) -> bool:
    """Whether a mixture of two lines is worth as much as the one between them."""
    cost, score = (before.cost, before.score) if before else (0, 0)
    rise, run = middle.score - score, middle.cost - cost
    return (after.score - middle.score) * run >= rise * (after.cost - middle.cost)
