"""The floor is set by who may at every branch, with a reason, and the newest holds."""

from __future__ import annotations

import pytest

from tests.support.orders import floor
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.books.voucher import MOST_MONEY
from theriac.domains.capital.commands.floor import set_floor
from theriac.domains.capital.problems import FloorRefused
from theriac.domains.capital.queries.position import floor_now

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-01")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_the_newest_holds_and_the_trail_has_both(shop: Shop) -> None:
    assert floor_now() == 0
    floor(shop, 500)
    floor(shop, 200)

    assert floor_now() == 200
    record = AuditRecord.objects.filter(object_kind="capital.floor").order_by("-id")[0]
    assert (record.facts["before"], record.facts["after"]) == (500, 200)


@pytest.mark.parametrize("amount", [-1, MOST_MONEY + 1])
def test_an_amount_that_cannot_be_is_refused(shop: Shop, amount: int) -> None:
    with pytest.raises(FloorRefused):
        floor(shop, amount)


def test_a_reason_is_asked_and_a_manager_may_not(shop: Shop) -> None:
    with pytest.raises(Unprocessable):
        set_floor(actor=shop.owner, amount=1, reason=" ")
    with pytest.raises(NotPermitted):
        set_floor(actor=add_staff("manager", shop.branch_id), amount=1, reason="x")
