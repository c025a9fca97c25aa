from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.pricing.rules.discounts import percent_discount


@given(st.integers(0, 10**12), st.integers(0, 10_000))
def test_a_discount_is_within_the_line(gross: int, rate_bp: int) -> None:
    assert 0 <= percent_discount(gross, rate_bp) <= gross


@pytest.mark.parametrize("rate_bp", [-1, 10_001])
def test_more_than_everything_is_refused(rate_bp: int) -> None:
    with pytest.raises(ValueError, match="everything"):
        percent_discount(100, rate_bp)
