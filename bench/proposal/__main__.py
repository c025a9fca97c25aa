"""How long it takes to choose among 2,000 products of 5 suppliers, and how near the best it is.

``./theriac bench proposal [--products 2000]``. Most suppliers ask for a least order and freight;
offers have bonuses, least and available packs and expiries; the limit pays for three tenths of
what is needed. Beside it, in the same run: a plain rule that goes through the products by class
and by how much is lacking, and buys the whole need where a unit is cheapest, while the money
lasts; and the steps of ``ladder`` without the solver. Then how long another thread waits while a
plan is worked out in its process, and by a child. The aim is under five seconds; the run fails
when it isn't met, when a plan breaks a limit, or when it is over a thousandth from the best.
"""

from __future__ import annotations

import random
import time
from fractions import Fraction
from math import ceil, isqrt
from statistics import median
from typing import Any
from uuid import UUID

from bench.inside import Bench
from bench.proposal.held import held

BENCH = Bench("bench.proposal", __doc__, ("products", 2_000), ("plan_s", 5.0))
SUPPLIERS, DAYS, TIMES = 5, 14, 3
MOST_GAP = 1_000


def measure(products: int) -> dict[str, Any]:
    """Choose by all three ways, by turns."""
    from theriac.domains.proposals.planner import plan_of  # noqa: PLC0415 (app-ready)
    from theriac.domains.proposals.rules.plans import Counted  # noqa: PLC0415 (app-ready)
    from theriac.domains.proposals.rules.remainder import greedy  # noqa: PLC0415 (app-ready)

    took, plain_took = [], []
    for _turn in range(TIMES):
        inputs = _market(products)
        begun = time.perf_counter()
        plan = plan_of(inputs)
        took.append(time.perf_counter() - begun)
        inputs = _market(products)
        begun = time.perf_counter()
        plain = Counted(inputs, _plain(inputs))
        plain_took.append(time.perf_counter() - begun)
        if plan is None or plan.counted.broken() or plain.broken():
            raise SystemExit("a plan breaks a limit")
    if plan is None or plan.gap_millionths > MOST_GAP:
        raise SystemExit("further than a thousandth from the best")
    climbed = Counted(plan.counted.inputs, greedy(plan.counted.inputs, plan.corners))
    return {
        "bench": "proposal",
        "products": products,
        "offers": len(inputs.by_option),
        "lines": len(plan.counted.lines),
        "plan_s": round(median(took), 3),
        "gap_millionths": plan.gap_millionths,
        "spent_share": round(plan.counted.cost / inputs.limit, 6),
        "plain_s": round(median(plain_took), 3),
        "margin_to_plain": round(plan.counted.saved / plain.saved, 3),
        "score_to_plain": round(plan.counted.score / plain.score, 3),
        "score_to_steps": round(plan.counted.score / climbed.score, 6),
        **held(inputs),
    }


def _market(count: int) -> Any:
    """Products with what is asked for them, drawn from a fixed seed, and who offers them."""
    from theriac.domains.proposals.rules.inputs import (  # noqa: PLC0415 (app-ready)
        BuyingInputs,
        OrderingTerms,
    )

    chance = random.Random(1)
    suppliers = [UUID(int=one + 1) for one in range(SUPPLIERS)]
    products = tuple(_product(number, suppliers, chance) for number in range(count))
    needed = sum(one.lacking * one.reference for one in products)
    terms = tuple(
        OrderingTerms(one, minimum, freight, free_from=3_000_000)
        for one, (minimum, freight) in zip(
            suppliers,
            [(0, 0), (500_000, 25_000), (2_000_000, 50_000), (500_000, 0), (0, 25_000)],
            strict=True,
        )
    )
    return BuyingInputs(limit=int(needed * 3 // 10), products=products, suppliers=terms)


def _product(number: int, suppliers: list[UUID], chance: random.Random) -> Any:
    from theriac.domains.proposals.rules.inputs import WantedProduct  # noqa: PLC0415 (app-ready)

    mean = Fraction(chance.randrange(1, 2_000), 100)
    variance = mean * Fraction(chance.randrange(50, 400), 100)
    level = ceil(mean * DAYS) + 2 * isqrt(ceil(variance * DAYS))
    unit_cost = Fraction(chance.randrange(50, 9_000))
    options = tuple(
        _option(number * SUPPLIERS + at, one, unit_cost, chance)
        for at, one in enumerate(suppliers)
        if chance.randrange(10)
    )
    return WantedProduct(
        id=UUID(int=10**9 + number),
        mean=mean,
        variance=variance,
        horizon_days=DAYS,
        position=chance.randrange(level),
        level=level,
        margin=unit_cost * chance.randrange(10, 45) / 100,
        weight=chance.choice((1, 2, 2, 2, 4)),
        options=options,
    )


def _option(number: int, supplier: UUID, unit_cost: Fraction, chance: random.Random) -> Any:
    from theriac.domains.proposals.rules.inputs import SupplyOption  # noqa: PLC0415 (app-ready)

    pack, bonus = chance.choice((1, 10, 30, 50, 100)), not chance.randrange(7)
    return SupplyOption(
        id=UUID(int=10**6 + number),
        supplier_id=supplier,
        pack=pack,
        pack_cost=ceil(unit_cost * pack * chance.randrange(90, 116) / 100),
        bonus_for=10 if bonus else 0,
        bonus_packs=1 if bonus else 0,
        least=chance.choice((1, 1, 1, 1, 2, 5)),
        most=chance.choice((None, None, None, 20, 5)),
        usable_days=chance.choice((None, None, 400, 60, 20)),
    )


def _plain(inputs: Any) -> dict[UUID, int]:
    """By class and by what is lacking: the whole need where a unit is cheapest, while money lasts.

    Whoever asks for a least order that isn't reached is left out in the next round.
    """
    suppliers = set(inputs.terms)
    while True:
        choice, left = {}, inputs.limit - sum(inputs.terms[one].freight for one in suppliers)
        spent = dict.fromkeys(suppliers, 0)
        for product in sorted(inputs.products, key=lambda one: (-one.weight, -one.lacking, one.id)):
            found = [
                (option.best_cost, option.id, option, packs)
                for option in product.options
                if option.supplier_id in suppliers and product.lacking
                if (packs := _needed(inputs, product, option))
            ]
            if not found:
                continue
            _, _, option, packs = min(found, key=lambda one: one[:2])
            if packs * option.pack_cost <= left:
                choice[option.id] = packs
                left -= packs * option.pack_cost
                spent[option.supplier_id] += packs * option.pack_cost
        short = [one for one in suppliers if spent[one] < inputs.terms[one].minimum]
        if not short:
            return choice
        suppliers.discard(min(short, key=lambda one: spent[one]))


def _needed(inputs: Any, product: Any, option: Any) -> int:
    most = inputs.most_packs(product, option)
    return min(most, max(option.least, -(-product.lacking // option.pack))) if most else 0


if __name__ == "__main__":
    BENCH.run(measure)
