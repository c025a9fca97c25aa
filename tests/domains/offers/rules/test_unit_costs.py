"""What a unit truly costs, exact, with the steps that add up to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.offers.rules.unit_costs import (
    CostStepKind,
    FreightTerms,
    Offered,
    bonus_of,
    cost_for,
    cost_of_packs,
    freight_share,
    is_enough,
    packs_for,
)

ID = UUID(int=1)
BOX = Offered(
    line_id=ID, offer_id=ID, supplier_id=ID, product_id=ID, pack_id=ID, pack=100, price=40_000
)


def box(**facts: Any) -> Offered:
    return replace(BOX, **facts)


@pytest.mark.rows("PUR-07")
def test_discount_bonus_tax_and_freight_make_the_true_cost_of_a_unit() -> None:
    offered = box(
        discount=Fraction(1, 10),
        tax=Fraction(11, 100),
        bonus_for=10,
        bonus_packs=1,
        freight=FreightTerms(per_order=36_000),
    )

    cost = cost_of_packs(offered, 10)

    assert [(step.kind, step.amount) for step in cost.steps] == [
        (CostStepKind.PRICE, 400_000),
        (CostStepKind.DISCOUNT, -40_000),
        (CostStepKind.TAX, 39_600),
        (CostStepKind.FREIGHT, 36_000),
    ]
    assert (cost.units, cost.bonus_packs, cost.total) == (1_100, 1, 435_600)
    assert cost.per_unit == Fraction(435_600, 1_100) == 396


def test_tax_in_the_price_is_taken_out_where_it_comes_back_and_kept_where_it_doesnt() -> None:
    offered = box(price=44_400, tax=Fraction(11, 100), tax_included=True)

    kept, back = cost_of_packs(offered, 1), cost_of_packs(offered, 1, tax_is_cost=False)

    assert (kept.total, back.total, back.net) == (44_400, 40_000, 40_000)
    assert back.steps[-1].kind is CostStepKind.TAX_TAKEN_OUT
    assert cost_of_packs(box(tax=Fraction(11, 100)), 1, tax_is_cost=False).total == 40_000


@pytest.mark.parametrize(
    ("units", "packs"), [(1, 1), (100, 1), (101, 2), (1_000, 10), (1_100, 10), (1_101, 11)]
)
def test_packs_are_bought_with_their_bonus_counted(units: int, packs: int) -> None:
    assert packs_for(box(bonus_for=10, bonus_packs=1), units) == packs


def test_the_minimum_is_paid_and_what_cant_be_sold_in_time_makes_a_unit_dearer() -> None:
    offered = box(minimum_packs=5, expires_on=date(2027, 1, 1))

    cost = cost_for(offered, 100, most_units=250)

    assert (cost.packs, cost.units, cost.counted_units) == (5, 500, 250)
    assert cost.per_unit == Fraction(200_000, 250)
    assert cost_for(offered, 100, most_units=0).per_unit is None


def test_freight_is_shared_by_worth_and_falls_away_from_its_sum_on() -> None:
    terms = FreightTerms(per_order=50_000, free_from=1_000_000)
    offered = box(freight=terms, minimum_order=500_000)

    assert freight_share(offered, Fraction(40_000)) == 4_000
    assert freight_share(offered, Fraction(40_000), Fraction(200_000)) == 10_000
    assert freight_share(offered, Fraction(40_000), Fraction(1_000_000)) == 0
    assert freight_share(box(freight=terms), Fraction(0)) == 50_000


def test_what_the_supplier_has_includes_the_bonus() -> None:
    offered = box(bonus_for=10, bonus_packs=1, available_packs=11)

    assert is_enough(offered, 10)
    assert not is_enough(offered, 11)
    assert is_enough(box(), 10**6)


@given(
    units=st.integers(1, 10**6),
    pack=st.integers(1, 500),
    bonus_for=st.integers(1, 50),
    bonus_packs=st.integers(1, 50),
    minimum=st.integers(0, 50),
)
def test_no_fewer_packs_would_do(
    units: int, pack: int, bonus_for: int, bonus_packs: int, minimum: int
) -> None:
    offered = box(pack=pack, bonus_for=bonus_for, bonus_packs=bonus_packs, minimum_packs=minimum)

    packs = packs_for(offered, units)

    assert (packs + bonus_of(offered, packs)) * pack >= units
    fewer = packs - 1
    assert fewer < max(minimum, 1) or (fewer + bonus_of(offered, fewer)) * pack < units


@given(
    packs=st.integers(1, 10**5),
    price=st.integers(0, 10**9),
    discount=st.fractions(0, 1),
    tax=st.fractions(0, 1),
    included=st.booleans(),
    is_cost=st.booleans(),
    freight=st.integers(0, 10**7),
)
def test_the_steps_add_up(
    packs: int,
    price: int,
    discount: Fraction,
    tax: Fraction,
    included: bool,
    is_cost: bool,
    freight: int,
) -> None:
    offered = box(
        price=price,
        discount=discount,
        tax=tax,
        tax_included=included,
        freight=FreightTerms(per_order=freight),
    )

    cost = cost_of_packs(offered, packs, tax_is_cost=is_cost)

    assert cost.total == sum(step.amount for step in cost.steps) >= 0
    base = cost.net * (1 + tax) if is_cost else cost.net
    assert cost.total == base + freight
