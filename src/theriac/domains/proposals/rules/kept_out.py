"""Of every product that a plan leaves out: the limits, those of suppliers and money included."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from theriac.domains.proposals.rules.candidates import Candidate, corner_candidates
from theriac.domains.proposals.rules.inputs import WantedProduct
from theriac.domains.proposals.rules.ladder import MoneyStep, ladder_of, sorting_key, steps_of
from theriac.domains.proposals.rules.plans import Counted
from theriac.domains.proposals.rules.reasons import BuyingLimit, KeptOut, own_reasons, relaxed


@dataclass(frozen=True)
class MoneyLadder:
    """The steps that a plan's suppliers offer, with what all up to each cost together."""

    steps: Sequence[MoneyStep]
    sums: Sequence[int]
    spent: int
    suppliers: frozenset[UUID]

    @classmethod
    def of(
        cls, counted: Counted, corners: Mapping[UUID, Sequence[Candidate]], also: UUID | None = None
    ) -> MoneyLadder:
        """Of those from whom the plan buys, those who ask nothing, and ``also`` one more.

        That one's freight gives way itself, so no money is asked for it.
        """
        inputs = counted.inputs
        suppliers = set(counted.by_supplier) | {also} - {None}
        if not inputs.counts_suppliers:
            suppliers |= {key for key, one in inputs.terms.items() if not one.couples}
        named = frozenset(one for one in suppliers if one is not None)
        settled = {
            one.option_id: one.packs for one in inputs.fixed.values() if one.option_id and one.packs
        }
        freight = sum(inputs.terms[one].freight for one in named if one != also)
        steps = ladder_of(corners, suppliers=named, without=inputs.fixed.keys())
        sums = list(accumulate(one.cost for one in steps))
        return cls(steps, sums, Counted(inputs, settled).goods + freight, named)

    @property
    def whole(self) -> int:
        """What all that is worth its money costs, with what a person settled and the freight."""
        return self.spent + (self.sums[-1] if self.sums else 0)

    def entry(self, step: MoneyStep, limit: int) -> int:
        """The least money above ``limit`` that surely takes this step: minor units in all.

        It pays all steps up to this one, or up to a later one, and all that are worth as much.
        """
        place = bisect_left(self.steps, sorting_key(step), key=sorting_key)
        known = place < len(self.steps) and self.steps[place] == step
        extra = 0 if known else step.cost
        last = self._level(place if known else place - 1, step)
        while True:
            money = self.spent + extra + (self.sums[last] if last >= 0 else 0)
            if money > limit or last + 1 >= len(self.steps):
                return money
            last = self._level(last + 1, self.steps[last + 1])

    def _level(self, place: int, step: MoneyStep) -> int:
        """The last step that gains as much a minor unit as ``step``, from a place on."""
        while place + 1 < len(self.steps):
            after = self.steps[place + 1]
            if after.gain * step.cost < step.gain * after.cost:
                break
            place += 1
        return place


def reasons_of(
    counted: Counted, corners: Mapping[UUID, Sequence[Candidate]]
) -> dict[UUID, tuple[KeptOut, ...]]:
    """Why each product isn't bought, of those that aren't."""
    ladder = MoneyLadder.of(counted, corners)
    found: dict[UUID, tuple[KeptOut, ...]] = {}
    for product in counted.inputs.products:
        if product.id not in counted.units:
            own = own_reasons(counted.inputs, product)
            if any(one.limit in _FINAL for one in own):
                found[product.id] = own
            else:
                found[product.id] = (*own, *_shared(counted, corners, ladder, product, own))
    return found


_FINAL = {BuyingLimit.STRUCK, BuyingLimit.ENOUGH, BuyingLimit.NO_OFFER, BuyingLimit.BLOCKED}


def _shared(
    counted: Counted,
    corners: Mapping[UUID, Sequence[Candidate]],
    ladder: MoneyLadder,
    product: WantedProduct,
    own: Sequence[KeptOut],
) -> list[KeptOut]:
    """What of suppliers and money keeps a product out whose own limits gave way."""
    inputs = counted.inputs
    as_it_would_be = relaxed(inputs, product.id, own).by_product[product.id]
    lines = corner_candidates(inputs, as_it_would_be)
    steps = steps_of(product.id, [one for one in lines if one.supplier_id in ladder.suppliers])
    found: list[KeptOut] = []
    if not steps:
        steps = steps_of(product.id, lines)
        if not steps:
            return []
        supplier_id = steps[0].line.supplier_id
        found = _of_supplier(counted, supplier_id, steps[0])
        ladder = MoneyLadder.of(counted, corners, supplier_id)
    money = ladder.entry(steps[0], inputs.limit)
    if money > inputs.limit:
        found.append(KeptOut(BuyingLimit.CAPITAL, money - inputs.limit, steps[0].line.option_id))
    return found


def _of_supplier(counted: Counted, supplier_id: UUID, step: MoneyStep) -> list[KeptOut]:
    """What a supplier asks that keeps a plan from buying there."""
    inputs, found = counted.inputs, list[KeptOut]()
    terms, option_id = inputs.terms[supplier_id], step.line.option_id
    if inputs.counts_suppliers and inputs.most_suppliers is not None:
        more = len(inputs.terms) - inputs.most_suppliers
        found.append(KeptOut(BuyingLimit.SUPPLIERS, more, option_id, supplier_id))
    if terms.minimum > step.line.net:
        by = terms.minimum - step.line.net
        found.append(KeptOut(BuyingLimit.MINIMUM_ORDER, by, option_id, supplier_id))
    if terms.freight:
        found.append(KeptOut(BuyingLimit.FREIGHT, terms.freight, option_id, supplier_id))
    return found
