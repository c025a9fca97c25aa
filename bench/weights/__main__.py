"""How many units of each VED class are asked for in vain in a season, by the weights that count.

``./theriac bench weights [--products 60]``. A season of thirteen weeks is played with each set of
weights from the same draws: each week a plan is made under a limit that pays for seven tenths of
what was needed in a usual week, its goods come after two days, and each day customers ask. A fifth
of the products are vital, half essential, the rest desirable; margins are alike in every class.
Lost are tenths of a percent of what was asked for. The aim: the weights in use lose at most half
of the vital units that are lost without weights.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction
from math import exp
from typing import Any
from uuid import UUID

from bench.inside import Bench

BENCH = Bench("bench.weights", __doc__, ("products", 60), ("vital_share_of_unweighted", 0.5))
WEEKS, WEEK, LEAD, SEEDS = 13, 7, 2, (1, 2)
CLASSES = ("vital", "essential", "desirable")
TRIED = ((1, 1, 1), (2, 2, 1), (4, 2, 1), (8, 2, 1), (16, 2, 1))
MONEY = Fraction(7, 10)


@dataclass(slots=True)
class Line:
    """A product in the shop: what it sells a day, what it costs and earns, what is there."""

    key: UUID
    ved: str
    mean: Fraction
    cost: int
    margin: int
    stock: int
    coming: int = 0


@dataclass(slots=True)
class Season:
    """What was asked for, and what of it in vain, by class."""

    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    lost: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))

    def permille(self, ved: str) -> int:
        """Lost of a thousand."""
        return round(1000 * self.lost[ved] / max(1, self.asked[ved]))


def measure(products: int) -> dict[str, Any]:
    """Play the season with each set of weights."""
    import django  # noqa: PLC0415 (app-ready)

    django.setup()
    from theriac.domains.proposals.market import WEIGHTS  # noqa: PLC0415 (app-ready)

    used = (WEIGHTS["vital"], WEIGHTS["essential"], WEIGHTS["desirable"])
    seasons = {
        weights: _played(products, dict(zip(CLASSES, weights, strict=True)))
        for weights in dict.fromkeys((*TRIED, used))
    }
    without = seasons[(1, 1, 1)].permille("vital")
    return {
        "bench": "weights",
        "products": products,
        "used": list(used),
        "lost_permille": {
            "-".join(map(str, weights)): [season.permille(ved) for ved in CLASSES]
            for weights, season in seasons.items()
        },
        "vital_share_of_unweighted": round(seasons[used].permille("vital") / max(1, without), 3),
    }


def _played(products: int, weights: dict[str, int]) -> Season:
    season = Season()
    for seed in SEEDS:
        chance = random.Random(seed)
        lines = [_line(number, chance) for number in range(products)]
        usual = sum(int(one.mean * WEEK) * one.cost for one in lines)
        for _week in range(WEEKS):
            _buy(lines, int(usual * MONEY), weights)
            for day in range(WEEK):
                for one in lines:
                    if day == LEAD:
                        one.stock, one.coming = one.stock + one.coming, 0
                    asked = _poisson(one.mean, chance)
                    season.asked[one.ved] += asked
                    season.lost[one.ved] += max(0, asked - one.stock)
                    one.stock = max(0, one.stock - asked)
    return season


def _line(number: int, chance: random.Random) -> Line:
    mean, cost = Fraction(chance.randrange(20, 800), 100), chance.randrange(200, 9_000)
    return Line(
        key=UUID(int=10_000 + number),
        ved=chance.choices(CLASSES, (2, 5, 3))[0],
        mean=mean,
        cost=cost,
        margin=cost * chance.randrange(10, 45) // 100,
        stock=int(mean * WEEK),
    )


def _buy(lines: list[Line], limit: int, weights: dict[str, int]) -> None:
    """Order what the plan chooses; it comes in the week."""
    from theriac.domains.proposals.planner import plan_of  # noqa: PLC0415 (app-ready)
    from theriac.domains.proposals.rules.inputs import BuyingInputs  # noqa: PLC0415 (app-ready)

    wanted = tuple(_wanted(one, weights[one.ved]) for one in lines)
    plan = plan_of(BuyingInputs(limit=limit, products=wanted))
    if plan is None:
        raise SystemExit("there is no plan")
    for one in lines:
        one.coming = plan.counted.units.get(one.key, 0)


def _wanted(one: Line, weight: int) -> Any:
    from theriac.domains.forecasting.rules.needs import (  # noqa: PLC0415 (app-ready)
        DemandSpread,
        OrderTerms,
        order_level,
        safety_stock,
    )
    from theriac.domains.proposals.rules.inputs import (  # noqa: PLC0415 (app-ready)
        SupplyOption,
        WantedProduct,
    )

    terms = OrderTerms(LEAD, WEEK, 95)
    safety = safety_stock(DemandSpread(one.mean, one.mean), terms, LEAD + WEEK)
    option = SupplyOption(
        id=UUID(int=one.key.int + 10**6), supplier_id=UUID(int=1), pack=10, pack_cost=one.cost * 10
    )
    return WantedProduct(
        id=one.key,
        mean=one.mean,
        variance=one.mean,
        horizon_days=LEAD + WEEK,
        position=one.stock,
        level=order_level(one.mean, terms, safety),
        margin=Fraction(one.margin),
        weight=weight,
        options=(option,),
    )


def _poisson(mean: Fraction, chance: random.Random) -> int:
    """Knuth's."""
    bound, product, count = exp(-float(mean)), chance.random(), 0
    while product > bound:
        product *= chance.random()
        count += 1
    return count


if __name__ == "__main__":
    BENCH.run(measure)
