"""Whether taxes lie inside prices or on top of them: by the country, else as the pharmacy says."""

from __future__ import annotations

import pytest

from tests.support.shop import open_shop
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.sales.checkout.place import place_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("country", "is_inside", "rates"),
    [("generic", False, [("standard", 1000)]), ("id", True, []), ("in", True, [])],
)
def test_only_where_theriac_holds_no_statutes_does_the_pharmacy_say(
    country: str, *, is_inside: bool, rates: list[tuple[str, int]]
) -> None:
    shop = open_shop(country)
    changes = {"tax_inclusive": False, "tax_rate_bp": 1000}
    change_settings(actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=1, changes=changes)

    found = place_at(shop.branch_id).tax

    assert found.inclusive is is_inside
    assert [(one.tax_class, one.rate_bp) for one in found.rates] == rates
