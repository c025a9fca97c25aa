"""Tax tables and lines beyond the vectors."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.countries.base import CashPart
from theriac.countries.dated import NotInForce
from theriac.countries.india import tax as india
from theriac.countries.india.tax_classes import NAMED_NIL, NAMED_NIL_WAS_5, RATES, class_of, rate_bp
from theriac.countries.indonesia.tax import PPN, ppn
from theriac.countries.registry import profile_for
from theriac.countries.taxes import (
    ConfiguredRate,
    TaxContext,
    UnknownTaxClass,
    charge,
    untaxed,
)

AMOUNTS = st.integers(0, 10**12)


def test_rates_are_even_and_in_order() -> None:
    for rows in RATES.values():
        assert all(row.rate_bp % 2 == 0 for row in rows)
        assert [row.valid_from for row in rows] == sorted(row.valid_from for row in rows)
    assert [row.valid_from for row in PPN] == sorted(row.valid_from for row in PPN)


def test_the_lists_of_named_drugs_are_whole() -> None:
    assert (len(NAMED_NIL), len(NAMED_NIL_WAS_5)) == (33, 3)


@pytest.mark.parametrize(
    ("substance", "hsn", "tax_class"),
    [
        ("Daratumumab", "3004", "named_nil"),
        ("  imiglucerase ", "", "named_nil_was_5"),
        ("paracetamol", "300490", "standard"),
        ("glucose test strips", "38220090", "device"),
        ("syringe", "9018", "device"),
        ("face cream", "3304", "cosmetic"),
        ("paracetamol", "", None),
        ("book", "4901", None),
    ],
)
def test_the_class_of_a_product(substance: str, hsn: str, tax_class: str | None) -> None:
    assert class_of(substance, hsn) == tax_class


def test_what_is_exempt_pays_nothing_whatever_was_entered_for_it() -> None:
    rates = tuple(
        ConfiguredRate(one, "VAT", 1000, date(2026, 1, 1)) for one in ("exempt", "standard")
    )
    context = TaxContext(on=date(2026, 11, 20), rates=rates)
    profile = profile_for("generic")
    assert profile.line_tax(1100, "exempt", context) == untaxed(1100)
    assert profile.line_tax(1100, "standard", context).tax == 100


def test_rates_before_the_law_are_refused() -> None:
    with pytest.raises(NotInForce):
        rate_bp("standard", date(2017, 6, 30))
    with pytest.raises(NotInForce):
        ppn(100, date(2010, 3, 31), inclusive=True)
    with pytest.raises(UnknownTaxClass):
        rate_bp("moonshine", date(2026, 1, 1))


@given(AMOUNTS, st.sampled_from([0, 500, 1200, 1800]), st.booleans(), st.booleans())
def test_gst_adds_up_and_halves_are_equal(
    amount: int, rate: int, inter_state: bool, inclusive: bool
) -> None:
    line = india.tax_at(amount, rate, inter_state=inter_state, inclusive=inclusive)
    assert line.taxable + line.tax == line.total
    assert (line.total if inclusive else line.taxable) == amount
    assert line.taxable >= 0
    if not inter_state and line.taxes:
        assert len({tax.amount for tax in line.taxes}) == 1


@given(AMOUNTS, st.sampled_from([date(2021, 1, 1), date(2022, 4, 1), date(2026, 1, 1)]))
def test_ppn_inside_a_price_leaves_the_price(amount: int, on: date) -> None:
    line = ppn(amount, on, inclusive=True)
    assert line.price + line.ppn == line.total == amount
    assert 0 <= line.ppn <= amount
    back = ppn(line.price, on, inclusive=False)
    assert abs(back.total - amount) <= 1


@given(AMOUNTS)
def test_rupee_rounding(total: int) -> None:
    rounding = india.round_off(total)
    assert (total + rounding) % 100 == 0
    assert -50 < rounding <= 50


@pytest.mark.rows("CAP-10")
@given(AMOUNTS, st.integers(0, 10**6), st.sampled_from([0, 1, 50, 100, 500]))
def test_cash_rounding_touches_only_cash(total: int, other: int, multiple: int) -> None:
    rounding = profile_for("id").sale_rounding(total, CashPart(other, multiple))
    if multiple <= 1 or other >= total:
        assert rounding == 0
    else:
        assert (total - other + rounding) % multiple == 0
        assert 2 * abs(rounding) <= multiple


@pytest.mark.rows("CAP-10")
def test_generic_never_rounds_and_india_always() -> None:
    assert profile_for("generic").sale_rounding(1234, CashPart(0, 100)) == 0
    assert profile_for("in").sale_rounding(1234) == -34
    assert profile_for("in").sale_rounding(1234, CashPart(0, 500)) == -34
    assert profile_for("id").sale_rounding(1234) == 0
    assert profile_for("id").sale_rounding(1234, CashPart(0, 100)) == -34


def test_no_rate_charges_nothing() -> None:
    line = charge(1000, [], inclusive=True)
    assert (line.taxable, line.tax, line.total, line.taxes) == (1000, 0, 1000, ())
