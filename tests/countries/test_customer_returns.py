"""Which returned goods may be sold again, by country and class."""

from __future__ import annotations

from datetime import date

import pytest

from theriac.countries.customer_returns.rules import may_go_to_shelf
from theriac.countries.registry import PROFILES, profile_for

TODAY = date(2026, 11, 28)


@pytest.mark.rows("SAL-13")
@pytest.mark.parametrize("country", sorted(PROFILES))
def test_what_needs_a_prescription_is_never_sold_again_and_each_class_has_its_row(
    country: str,
) -> None:
    profile = profile_for(country)

    found = {
        one.code: may_go_to_shelf(profile.customer_returns, one.code, TODAY)
        for one in profile.legal_classes
    }

    assert found == {one.code: not one.needs_prescription for one in profile.legal_classes}
    assert {row.legal_class for row in profile.customer_returns} == set(found)


def test_a_class_without_a_row_and_a_day_before_the_first_go_nowhere_near_the_shelf() -> None:
    rows = profile_for("id").customer_returns

    assert may_go_to_shelf(rows, "bebas", TODAY)
    assert not may_go_to_shelf(rows, "unknown", TODAY)
    assert not may_go_to_shelf(rows, "bebas", date(1999, 12, 31))
