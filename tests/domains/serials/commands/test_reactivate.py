"""A sold pack that came back may be sold again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.serials import a_serial_sold, sell_packs
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.serials.commands.reactivate import give_serial_back
from theriac.domains.serials.models import SerialSold
from theriac.domains.serials.problems import SerialNotSold

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-32")]


def test_a_pack_that_came_back_is_sold_again(shop: Shop) -> None:
    medicine = add_medicine(shop)
    asked: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "sold_id": a_serial_sold(shop, medicine),
    }
    with pytest.raises(Unprocessable, match=r"^Enter the reason\.$"):
        give_serial_back(**asked, reason=" ")
    back = give_serial_back(**asked, reason="brought back unopened")
    assert AuditRecord.objects.get(object_id=back).reason == "brought back unopened"
    with pytest.raises(SerialNotSold, match="This pack has already been returned"):
        give_serial_back(**asked, reason="again")
    sell_packs(shop, medicine, "S-1")
    assert list(SerialSold.objects.order_by("turn").values_list("turn", flat=True)) == [1, 2]


def test_only_who_may_adjust_and_only_what_the_branch_sold(shop: Shop) -> None:
    sold_id = a_serial_sold(shop, add_medicine(shop))
    asked: dict[str, Any] = {"branch_id": shop.branch_id, "reason": "unopened"}
    with pytest.raises(NotFound):
        give_serial_back(actor=shop.owner, sold_id=new_id(), **asked)
    cashier = add_staff("cashier", shop.branch_id, "kasir")
    with pytest.raises(NotPermitted):
        give_serial_back(actor=cashier, sold_id=sold_id, **asked)
