"""Small markets to buy in, drawn by hypothesis; and the best plan of one, found by trying all."""

from __future__ import annotations

from fractions import Fraction
from itertools import product as every
from uuid import UUID

from hypothesis import strategies as st

from theriac.domains.forecasting.rules.needs import (
    DemandSpread,
    OrderTerms,
    order_level,
    safety_stock,
)
from theriac.domains.proposals.rules.candidates import every_candidate
from theriac.domains.proposals.rules.inputs import (
    MINIMUM_SHARE,
    BuyingInputs,
    OrderingTerms,
    SupplyOption,
    WantedProduct,
)
from theriac.domains.proposals.rules.plans import Counted

DAYS = 14


def supplier(number: int) -> UUID:
    """A supplier by number."""
    return UUID(int=1_000 + number)


def product_id(number: int) -> UUID:
    """A product by number."""
    return UUID(int=2_000 + number)


def option_id(number: int, supplier_number: int) -> UUID:
    """A product's offer of a supplier."""
    return UUID(int=10_000 + number * 100 + supplier_number)


@st.composite
def options(draw: st.DrawFn, number: int, supplier_number: int, unit_cost: int) -> SupplyOption:
    """How one supplier sells a product."""
    pack = draw(st.sampled_from([1, 4, 10]))
    bonus = draw(st.booleans())
    percent = draw(st.integers(90, 120))
    pack_cost = max(1, unit_cost * pack * percent // 100)
    return SupplyOption(
        id=option_id(number, supplier_number),
        supplier_id=supplier(supplier_number),
        pack=pack,
        pack_cost=pack_cost,
        pack_net=draw(st.sampled_from([None, pack_cost * 100 // 111])),
        bonus_for=draw(st.integers(2, 5)) if bonus else 0,
        bonus_packs=1 if bonus else 0,
        least=draw(st.sampled_from([1, 1, 2, 3])),
        most=draw(st.sampled_from([None, None, 2, 5])),
        usable_days=draw(st.sampled_from([None, None, 7, 30, 300])),
    )


@st.composite
def wanted(draw: st.DrawFn, number: int, suppliers: int) -> WantedProduct:
    """A product with what is asked for it, and who sells it."""
    mean = Fraction(draw(st.integers(1, 16)), 14)
    variance = mean * Fraction(draw(st.integers(0, 300)), 100)
    terms = OrderTerms(7, DAYS - 7, 95)
    safety = safety_stock(DemandSpread(mean, variance), terms, DAYS)
    level = order_level(mean, terms, safety)
    minimum = draw(st.sampled_from([0, 0, 0, 6]))
    unit_cost = draw(st.integers(50, 900))
    sellers = [one for one in range(suppliers) if draw(st.integers(0, 3))]
    return WantedProduct(
        id=product_id(number),
        mean=mean,
        variance=variance,
        horizon_days=DAYS,
        position=draw(st.integers(-2, max(level, minimum) + 2)),
        level=max(level, minimum),
        margin=Fraction(unit_cost * draw(st.integers(-10, 60)), 100),
        weight=draw(st.integers(1, 4)),
        most_days=draw(st.sampled_from([20, 45, 90])),
        minimum=minimum,
        is_new=draw(st.booleans()),
        minimum_share=draw(st.sampled_from([Fraction(1), MINIMUM_SHARE])),
        options=tuple(draw(options(number, one, unit_cost)) for one in sellers),
    )


@st.composite
def markets(
    draw: st.DrawFn, *, products: int = 3, suppliers: int = 2, asks: bool = True
) -> BuyingInputs:
    """Inputs of few products; suppliers ask something of an order only where ``asks``."""
    chosen = tuple(draw(wanted(number, suppliers)) for number in range(products))
    terms = tuple(
        OrderingTerms(
            supplier(one),
            minimum=draw(st.sampled_from([0, 2_000, 9_000])),
            freight=draw(st.sampled_from([0, 0, 400])),
            free_from=draw(st.sampled_from([None, 5_000])),
        )
        for one in range(suppliers)
    )
    return BuyingInputs(
        limit=draw(st.integers(0, 20_000)),
        products=chosen,
        suppliers=terms if asks else (),
        most_suppliers=draw(st.sampled_from([None, 1])) if asks else None,
    )


def best_by_trying(inputs: BuyingInputs) -> int:
    """The score of the best plan: every choice of lines is counted."""
    lines = [(None, *every_candidate(inputs, one)) for one in inputs.products]
    scores = []
    for chosen in every(*lines):
        counted = Counted(inputs, {one.option_id: one.packs for one in chosen if one})
        if not counted.broken():
            scores.append(counted.score)
    return max(scores)
