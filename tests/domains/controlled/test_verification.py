"""``verify`` finds what somebody with the database did to a register."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.support.controlled import add_controlled, violations
from tests.support.shop import open_shop, stock_up
from tests.support.triggers import lifted
from theriac.domains.controlled.models import RegisterLine

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("CTL-01")]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ("DELETE FROM controlled_register_line WHERE number = 2", "has number 3 where 2 should be"),
        ("UPDATE controlled_register_line SET balance = 9 WHERE number = 2", "9 by the line"),
        ("UPDATE controlled_register SET last_number = 7", "has number 7 where 3 should be"),
        ("UPDATE stock_balance SET register = ''", "isn’t in the register of its class"),
    ],
)
def test_a_changed_register_is_found(changed: str, found: str) -> None:
    shop = open_shop()
    medicine = add_controlled(shop)
    for number in range(3):
        stock_up(shop, medicine, 5, batch_number=f"B{number}")
    assert violations() == []
    with lifted(connection, [RegisterLine]), connection.cursor() as cursor:
        cursor.execute(changed)
    assert [one for one in violations() if found in one]
