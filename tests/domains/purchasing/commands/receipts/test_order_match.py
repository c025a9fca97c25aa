"""A delivery or invoice over its order waits for somebody else's approval of exactly that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.approving import said_yes
from tests.support.orders import begun, capital, order_line, placed
from tests.support.receipts import checked, posted, version_of
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-18")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def written(shop: Shop, medicine: Medicine, **facts: Any) -> ReceiptId:
    """Two boxes at 40,000 were ordered; what came of them."""
    capital(shop)
    key = begun(shop, placed(shop, order_line(medicine)), **facts)
    checked(shop, key)
    return key


def state(key: ReceiptId) -> str:
    return GoodsReceipt.objects.get(id=key).state


def test_within_the_tolerance_nobody_is_asked(shop: Shop, medicine: Medicine) -> None:
    key = written(shop, medicine, price=40_800)

    posted(shop, key)

    assert state(key) == "posted"


@pytest.mark.parametrize(
    ("facts", "kind"),
    [({"price": 40_801}, "price"), ({"packs": 3, "quantity": 300}, "quantity")],
)
def test_over_it_waits(shop: Shop, medicine: Medicine, facts: dict[str, int], kind: str) -> None:
    key = written(shop, medicine, **facts)

    with pytest.raises(ApprovalNeeded) as needed:
        posted(shop, key)

    (told,) = needed.value.facts["content"]["differences"]
    assert (told["kind"], state(key)) == (kind, "checked")


def test_the_tolerance_is_a_setting(shop: Shop, medicine: Medicine) -> None:
    PharmacySettings.objects.update(match_percent=25)
    key = written(shop, medicine, price=50_000)

    posted(shop, key)

    assert state(key) == "posted"


def test_the_invoice_is_matched_too(shop: Shop, medicine: Medicine) -> None:
    key = written(shop, medicine)
    InvoiceLine.objects.create(
        receipt_id=key, row=1, product_id=medicine.id, factor=100, packs=2, price=50_000
    )
    GoodsReceipt.objects.filter(id=key).update(difference_reason="agreed")

    with pytest.raises(ApprovalNeeded) as needed:
        posted(shop, key)

    (told,) = needed.value.facts["content"]["differences"]
    assert (told["kind"], told["by"], told["asked"]) == ("price", "invoice", "500")


def test_an_approval_is_of_exactly_these_differences(shop: Shop, medicine: Medicine) -> None:
    key = written(shop, medicine, price=50_000)
    with pytest.raises(ApprovalNeeded) as needed:
        posted(shop, key)
    manager = add_staff("manager", shop.branch_id)
    approval_id = said_yes(manager, needed.value, shop.owner)
    given = {"actor": shop.owner, "branch_id": shop.branch_id, "receipt_id": key}
    GoodsReceiptLine.objects.filter(receipt_id=key).update(price=60_000)

    with pytest.raises(ApprovalUnfit):
        post_receipt(**given, version=version_of(key), approval_id=approval_id)

    GoodsReceiptLine.objects.filter(receipt_id=key).update(price=50_000)
    post_receipt(**given, version=version_of(key), approval_id=approval_id)
    assert state(key) == "posted"
