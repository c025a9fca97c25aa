"""MRP and HET: what may not be exceeded."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from theriac.core.money import Money
from theriac.countries.registry import profile_for
from theriac.countries.taxes import TaxContext
from theriac.domains.pricing.problems import PriceAboveCeiling
from theriac.domains.pricing.rules.ceilings import (
    Ceiling,
    CeilingBreach,
    CeilingKind,
    batch_price,
    find_breach,
)
from theriac.domains.pricing.rules.prices import UnitPrice
from theriac.domains.pricing.rules.sale import LineToPrice, price_sale

MRP = Ceiling(CeilingKind.MRP, 3150, 15)
ON = date(2026, 11, 20)
JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.rows("CAT-09")
def test_selling_above_the_printed_mrp_is_found_and_said() -> None:
    lines = [
        LineToPrice(UnitPrice(3150, 15), 15, "standard", ceilings=(MRP,)),
        LineToPrice(UnitPrice(3151, 15), 15, "standard", ceilings=(MRP,)),
    ]
    sale = price_sale(lines, profile_for("in"), TaxContext(on=ON, supplier_state="27"))
    assert sale.breaches == (CeilingBreach(2, MRP, 3151, 3150),)
    problem = PriceAboveCeiling.of("mrp", Money(3150, "INR"), "in", position=2)
    assert str(problem) == "The price is above the printed MRP of ₹31.50. Lower the price."
    assert problem.facts == {
        "kind": "mrp",
        "ceiling": {"amount": 3150, "currency": "INR"},
        "position": 2,
    }


@pytest.mark.rows("CAT-09")
def test_the_bills_round_off_may_pass_the_mrp() -> None:
    lines = [LineToPrice(UnitPrice(3150, 15), 15, "standard", ceilings=(MRP,))]
    sale = price_sale(lines, profile_for("in"), TaxContext(on=ON, supplier_state="27"))
    assert (sale.breaches, sale.rounding, sale.total) == ((), 50, 3200)


def test_tax_on_top_counts_towards_the_ceiling() -> None:
    context = TaxContext(on=ON, inclusive=False, supplier_state="27")
    lines = [LineToPrice(UnitPrice(3100, 15), 15, "standard", ceilings=(MRP,))]
    sale = price_sale(lines, profile_for("in"), context)
    assert sale.breaches == (CeilingBreach(1, MRP, 3256, 3150),)


def test_het_is_said_in_rupiah() -> None:
    problem = PriceAboveCeiling.of("het", Money(1050, "IDR"), "id")
    assert str(problem) == "The price is above the HET of Rp 1.050. Lower the price."


def test_no_ceiling_no_breach() -> None:
    assert find_breach(1, 10**9, 1, []) is None


def test_of_two_ceilings_the_lower_counts_whatever_their_units() -> None:
    het = Ceiling(CeilingKind.HET, 2090, 10)
    for ceilings in ([MRP, het], [het, MRP]):
        assert find_breach(1, 3136, 15, ceilings) == CeilingBreach(1, het, 3136, 3135)
        assert find_breach(1, 3135, 15, ceilings) is None


@pytest.mark.parametrize(
    ("own", "mrp", "het", "price"),
    [
        (UnitPrice(3000, 15), MRP, None, UnitPrice(3000, 15)),
        (UnitPrice(3150, 15), MRP, None, UnitPrice(3150, 15)),
        (UnitPrice(3151, 15), MRP, None, UnitPrice(3150, 15)),
        (UnitPrice(3300, 15), MRP, 2090, UnitPrice(2090, 10, derived=True)),
        (UnitPrice(3300, 15), MRP, 2110, UnitPrice(3150, 15)),
        (UnitPrice(220, 1), None, 2190, UnitPrice(2190, 10, derived=True)),
        (UnitPrice(219, 1), None, 2190, UnitPrice(219, 1, derived=True)),
    ],
)
def test_a_batchs_own_price_is_cut_to_the_lowest_ceiling(
    own: UnitPrice, mrp: Ceiling | None, het: int | None, price: UnitPrice
) -> None:
    most = Ceiling(CeilingKind.HET, het, 10) if het else None
    found = batch_price(None, mrp, sells_at_mrp=False, pack_units=15, own=own, het=most)
    assert found == price


@pytest.mark.parametrize(
    ("sells_at_mrp", "pack_units", "price"),
    [
        (True, 15, UnitPrice(3150, 15)),
        (True, 1, UnitPrice(3150, 15, derived=True)),
        (False, 15, UnitPrice(3300, 15)),
        (False, 1, UnitPrice(3300, 15, derived=True)),
    ],
)
def test_where_a_batch_is_sold_at_its_mrp(
    sells_at_mrp: bool, pack_units: int, price: UnitPrice
) -> None:
    listed = UnitPrice(3300, 15)
    assert batch_price(listed, MRP, sells_at_mrp=sells_at_mrp, pack_units=pack_units) == price


def test_a_batch_without_mrp_takes_the_list() -> None:
    listed = UnitPrice(3300, 15)
    assert batch_price(listed, None, sells_at_mrp=True, pack_units=15) == listed
    assert batch_price(None, None, sells_at_mrp=True, pack_units=15) is None
