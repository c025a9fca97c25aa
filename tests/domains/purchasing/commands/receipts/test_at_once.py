"""One person who may do both checks and posts a draft in one step, or nothing of it."""

from datetime import timedelta

import pytest

from tests.support.receipts import goods, version_of, written
from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.models import Role
from theriac.domains.purchasing.commands.receipts.at_once import receive_at_once
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.stock.models import Balance, Movement

pytestmark = pytest.mark.django_db


def at_once(shop: Shop, receipt_id: ReceiptId, role: str = "pharmacist", **more: bool) -> str:
    return receive_at_once(
        actor=add_staff(role, shop.branch_id),
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        **more,
    )


@pytest.mark.rows("PUR-14")
def test_a_draft_is_checked_and_posted_in_one_step(shop: Shop) -> None:
    soon = shop.today + timedelta(days=90)
    line = goods(shop, add_medicine(shop), expires_on=soon)
    receipt_id = written(shop, a_supplier(shop), line)

    number = at_once(shop, receipt_id, accept_short=True)

    row = GoodsReceipt.objects.get(id=receipt_id)
    assert (row.state, row.number) == ("posted", number)
    assert row.checked_by is not None
    assert Balance.objects.get().quantity == 200
    steps = AuditRecord.objects.filter(object_id=receipt_id).exclude(reason="begun")
    assert {(one.command, one.reason) for one in steps} == {
        ("purchasing.receive_at_once", "checked"),
        ("purchasing.receive_at_once", "posted"),
    }


@pytest.mark.rows("PUR-14")
def test_what_a_check_refuses_leaves_the_draft_as_it_was(shop: Shop) -> None:
    soon = shop.today + timedelta(days=90)
    line = goods(shop, add_medicine(shop), expires_on=soon, batch_number="")
    receipt_id = written(shop, a_supplier(shop), line)

    with pytest.raises(ReceiptRefused) as refused:
        at_once(shop, receipt_id)

    assert set(refused.value.errors) == {"lines.0.batch_number", "lines.0.expires_on"}
    assert GoodsReceipt.objects.get(id=receipt_id).state == "draft"
    assert not Movement.objects.exists()


def test_who_may_not_post_and_who_may_not_check_are_refused(shop: Shop) -> None:
    receipt_id = written(shop, a_supplier(shop), goods(shop, add_medicine(shop)))
    with pytest.raises(NotPermitted):
        at_once(shop, receipt_id, "restocker")
    role = Role.objects.get(code="pharmacist")
    role.permissions = sorted(set(role.permissions) - {"purchasing.check"})
    role.save(update_fields=["permissions"])
    with pytest.raises(NotPermitted):
        at_once(shop, receipt_id)
    assert not Movement.objects.exists()
