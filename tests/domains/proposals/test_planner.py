"""The plan is the best there is, never dearer than the limit, and the same each time."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domains.proposals.markets import (
    best_by_trying,
    markets,
    option_id,
    product_id,
    supplier,
)
from theriac.domains.proposals import planner
from theriac.domains.proposals.planner import plan_of
from theriac.domains.proposals.rules.inputs import (
    BuyingInputs,
    FixedLine,
    OrderingTerms,
    SupplyOption,
    WantedProduct,
)
from theriac.domains.proposals.rules.kept_out import reasons_of
from theriac.domains.proposals.rules.reasons import BuyingLimit, relaxed

MILLIONTH = 1_000_000


@pytest.mark.rows("PUR-10")
@given(markets())
def test_no_plan_is_better_than_the_one_found(inputs: BuyingInputs) -> None:
    found, best = plan_of(inputs), best_by_trying(inputs)
    assert found is not None
    assert found.counted.broken() == ()
    assert best - found.counted.score <= best // MILLIONTH
    assert found.bound >= best


@given(markets(products=6, suppliers=3))
def test_a_plan_made_of_mixtures_keeps_every_limit_and_its_gap_is_true(
    inputs: BuyingInputs,
) -> None:
    exact = plan_of(inputs)
    assert exact is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planner, "AT_ONCE", 0)
        found = plan_of(inputs)
    assert found is not None
    assert found.counted.broken() == ()
    assert found.counted.cost <= inputs.limit
    assert found.counted.score <= exact.bound
    assert exact.counted.score <= found.bound


@given(markets(), st.randoms(use_true_random=False))
def test_the_same_goods_in_another_order_give_the_same_plan(
    inputs: BuyingInputs, chance: object
) -> None:
    turned = replace(
        inputs,
        products=tuple(
            replace(one, options=one.options[::-1]) for one in reversed(inputs.products)
        ),
        suppliers=inputs.suppliers[::-1],
    )
    one, other = plan_of(inputs), plan_of(turned)
    assert one is not None
    assert other is not None
    assert dict(one.counted.choice) == dict(other.counted.choice)


@pytest.mark.rows("PUR-09")
@given(markets(products=5, suppliers=2, asks=False))
def test_giving_way_by_what_is_named_brings_a_line_in(inputs: BuyingInputs) -> None:
    _all_come_in(inputs)


@pytest.mark.rows("PUR-09")
@given(markets(products=3, suppliers=1))
def test_giving_way_brings_a_line_in_where_a_supplier_asks_for_more(inputs: BuyingInputs) -> None:
    _all_come_in(inputs)


@pytest.mark.rows("PUR-09")
def test_money_isnt_asked_for_freight_that_gives_way() -> None:
    """Else the money left over buys something better instead."""
    seller, wanted = supplier(0), []
    for number, (lacks, pack, cost) in enumerate([(2, 4, 180), (1, 1, 401)]):
        offer = SupplyOption(option_id(number, 0), seller, pack=pack, pack_cost=cost)
        wanted.append(
            WantedProduct(
                id=product_id(number),
                mean=Fraction(1, 14),
                variance=Fraction(0),
                horizon_days=14,
                position=1 - lacks,
                level=1,
                margin=Fraction(0),
                weight=3 if lacks == 2 else 1,
                most_days=20,
                options=(offer,),
            )
        )
    _all_come_in(BuyingInputs(0, tuple(wanted), (OrderingTerms(seller, freight=400),)))


def _all_come_in(inputs: BuyingInputs) -> None:
    found = plan_of(inputs)
    assert found is not None
    reasons = reasons_of(found.counted, found.corners)
    assert reasons.keys() == inputs.by_product.keys() - found.counted.units.keys()
    assert all(reasons.values())
    for one, kept in reasons.items():
        if kept[0].limit in {BuyingLimit.ENOUGH, BuyingLimit.NO_OFFER, BuyingLimit.BLOCKED}:
            continue
        given_way = plan_of(relaxed(inputs, one, kept))
        assert given_way is not None
        assert one in given_way.counted.units, kept


@given(markets(products=3, suppliers=2, asks=False), st.integers(0, 5))
def test_what_a_person_settled_stays(inputs: BuyingInputs, packs: int) -> None:
    wanted = inputs.products[0]
    if not wanted.options:
        return
    option = wanted.options[0]
    line = FixedLine(option.id, packs) if packs else FixedLine(None, 0)
    found = plan_of(replace(inputs, fixed={wanted.id: line}))
    if packs * option.pack_cost > inputs.limit:
        assert found is None
        return
    assert found is not None
    assert found.counted.choice.get(option.id, 0) == packs
    assert found.counted.broken() == ()


def test_nothing_to_buy_is_an_empty_plan() -> None:
    found = plan_of(BuyingInputs(limit=0, products=()))
    assert found is not None
    assert (found.counted.cost, found.gap_millionths, found.suppliers) == (0, 0, frozenset())
