"""What one person changes at the same moment, where more of it in a day asks somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.concurrency.test_sales import all_at_once, assert_books_clean
from tests.concurrency.test_stock_room import CLIENTS, answered
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.approval.commands import set_limit
from theriac.core.approval.problems import ApprovalNeeded
from theriac.domains.stock.approval import CHANGE
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rows("STK-13")
def test_what_one_person_changes_at_once_adds_up_to_the_limit() -> None:
    """Twelve write-offs of 800 each in three batches, where 4,800 a day asks nobody."""
    shop = open_shop()
    batches = [stock_up(shop, add_medicine(shop, f"Medicine {n}"), 100) for n in range(3)]
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=CHANGE.code,
        amount=12 * 400,
        reason="as agreed",
    )

    def write_off(number: int) -> Callable[[], str]:
        return answered(
            lambda: write_off_stock(
                actor=shop.owner,
                branch_id=shop.branch_id,
                batch_id=batches[number % 3],
                quantity=2,
                reason="broken",
            ),
            "written off",
        )

    answers = all_at_once([write_off(number) for number in range(12)], clients=CLIENTS)

    assert answers == {"written off": 6, ApprovalNeeded.__name__: 6}
    assert sum(Balance.objects.values_list("quantity", flat=True)) == 300 - 12
    assert_books_clean()
