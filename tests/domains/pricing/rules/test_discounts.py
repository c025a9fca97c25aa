from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.pricing.rules.discounts import percent_discount, share_discount

GROSSES = st.lists(st.integers(0, 10**9), min_size=1, max_size=10)


@given(st.integers(0, 10**12), st.integers(0, 10_000))
def test_a_discount_is_within_the_line(gross: int, rate_bp: int) -> None:
    assert 0 <= percent_discount(gross, rate_bp) <= gross


@given(GROSSES, st.integers(0, 10_000))
def test_a_bills_discount_is_shared_exactly(grosses: list[int], rate_bp: int) -> None:
    amount = percent_discount(sum(grosses), rate_bp)
    shares = share_discount(amount, grosses)
    assert sum(shares) == amount
    assert all(0 <= share <= gross for share, gross in zip(shares, grosses, strict=True))


@pytest.mark.parametrize("rate_bp", [-1, 10_001])
def test_more_than_everything_is_refused(rate_bp: int) -> None:
    with pytest.raises(ValueError, match="everything"):
        percent_discount(100, rate_bp)


def test_more_than_the_bill_is_refused() -> None:
    with pytest.raises(ValueError, match="whole bill"):
        share_discount(101, [50, 50])
