"""Lines, tax, rounding and total of any sale add up exactly, in every country."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.countries.base import CashPart
from theriac.countries.registry import PROFILES
from theriac.countries.taxes import ConfiguredRate, TaxContext
from theriac.domains.pricing.rules.prices import UnitPrice
from theriac.domains.pricing.rules.sale import LineToPrice, price_line, price_sale

ON = date(2026, 11, 20)
PRICES = st.builds(UnitPrice, st.integers(0, 10**9), st.sampled_from([1, 6, 10, 15]), st.booleans())
RATES = st.lists(
    st.builds(
        ConfiguredRate,
        st.just("standard"),
        st.sampled_from(["STATE", "CITY", "VAT"]),
        st.integers(0, 3000),
        st.sampled_from([date(2020, 1, 1), ON]),
    ),
    max_size=4,
).map(tuple)


@st.composite
def lines_of(draw: st.DrawFn, tax_classes: list[str]) -> LineToPrice:
    price = draw(PRICES)
    quantity = draw(st.integers(1, 500))
    discount = draw(st.integers(0, price.amount * quantity // price.units))
    return LineToPrice(price, quantity, draw(st.sampled_from(tax_classes)), discount)


@given(st.data(), st.sampled_from(sorted(PROFILES)), st.booleans(), st.booleans(), RATES)
def test_everything_adds_up(
    data: st.DataObject,
    country: str,
    registered: bool,
    inclusive: bool,
    rates: tuple[ConfiguredRate, ...],
) -> None:
    profile = PROFILES[country]
    classes = [known.code for known in profile.tax_classes]
    lines = data.draw(st.lists(lines_of(classes), max_size=6))
    cash = data.draw(st.none() | st.builds(CashPart, st.just(0), st.sampled_from([0, 50, 100])))
    context = TaxContext(ON, registered, inclusive, "27", "", rates)
    sale = price_sale(lines, profile, context, cash)
    for line in sale.lines:
        assert line.taxable + line.tax == line.total
        assert line.tax == sum(tax.amount for tax in line.taxes)
        assert (line.total if inclusive else line.taxable) == line.gross - line.discount
    assert sale.total - sale.rounding == sum(line.total for line in sale.lines)
    assert sale.total - sale.rounding == sale.taxable + sale.tax
    assert sale.tax == sum(tax.amount for tax in sale.taxes)
    assert sale.gross == sum(line.gross for line in sale.lines)
    assert sale.discount == sum(line.discount for line in sale.lines)
    assert len({(tax.code, tax.rate_bp) for tax in sale.taxes}) == len(sale.taxes)


def test_a_discount_above_the_line_is_refused() -> None:
    line = LineToPrice(UnitPrice(100, 1), 1, "standard", discount=101)
    with pytest.raises(ValueError, match="whole line"):
        price_line(line, PROFILES["id"], TaxContext(on=ON))
