"""Sets as bits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.catalog.search.bits import bits_of, numbers_in


@given(st.sets(st.integers(0, 999)))
def test_members_come_back_in_order(members: set[int]) -> None:
    bits = bits_of(members, 1000)
    assert list(numbers_in(bits)) == sorted(members)
    assert bits.bit_count() == len(members)
