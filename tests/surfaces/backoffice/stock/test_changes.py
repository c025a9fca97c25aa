"""Stock is adjusted, written off and reversed, each with its reason; a stale count is shown."""

from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.domains.replenishment.models import StockMinimum
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.models import Balance, Movement


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 234)


def count(expected: int = 234, **changes: str) -> dict[str, str]:
    counted = {"packs_100": "2", "packs_10": "", "packs_1": "4", "why": "0", "note": ""}
    return {**counted, "expected": str(expected), **changes}


def test_a_count_in_packs_becomes_the_balance(shop: Shop, owner: Client, batch: UUID) -> None:
    url = f"/stock/batches/{batch}/adjust/"
    page = owner.get(url)
    assert "2 boxes + 3 strips + 4 tablets" in page.text
    assert 'name="expected" value="234"' in page.text
    assert owner.post(url, count(note="shelf C"))["Location"] == f"/stock/batches/{batch}/"
    assert Balance.objects.get().quantity == 204
    movement = Movement.objects.get(kind="adjustment")
    assert (movement.quantity, movement.reason) == (30, "Counted: shelf C")


@pytest.mark.rows("STK-09")
def test_a_stale_count_is_409_with_the_current_balance(
    shop: Shop, owner: Client, batch: UUID
) -> None:
    adjust_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, counted=230, reason="other"
    )
    url = f"/stock/batches/{batch}/adjust/"
    page = owner.post(url, count(expected=234))
    assert page.status_code == 409
    said = "The stock on record is now 2 boxes + 3 strips; you counted 2 boxes + 4 tablets."
    assert said in page.text
    assert 'name="expected" value="230"' in page.text
    assert 'name="packs_1" value="4"' in page.text
    assert Balance.objects.get().quantity == 230
    assert owner.post(url, count(expected=230)).status_code == 302
    assert Balance.objects.get().quantity == 204


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"packs_100": "", "packs_1": ""}, "packs_100"),
        ({"packs_1": "2.34"}, "packs_1"),
        ({"packs_10": "-1"}, "packs_10"),
        ({"why": "other"}, "note"),
    ],
)
def test_a_bad_count_is_refused_at_its_field(
    owner: Client, batch: UUID, changes: dict[str, str], field: str
) -> None:
    page = owner.post(f"/stock/batches/{batch}/adjust/", count(**changes))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}
    assert Balance.objects.get().quantity == 234


def test_writing_off_more_than_there_is(owner: Client, batch: UUID) -> None:
    url = f"/stock/batches/{batch}/write-off/"
    page = owner.post(url, {"packs_100": "3", "why": "0"})
    assert (page.status_code, set(page.context["form"].errors)) == (409, {"packs_100"})
    assert owner.post(url, {"packs_10": "3", "why": "1"}).status_code == 302
    assert Balance.objects.get().quantity == 204
    assert Movement.objects.get(kind="write_off").reason == "Expired"


@pytest.mark.rows("STK-03")
def test_a_receipt_is_reversed_once_from_the_card(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID
) -> None:
    receipt = Movement.objects.get()
    url = f"/stock/movements/{receipt.id}/reverse/"
    assert url in owner.get(f"/stock/card/{medicine.id}/").text
    assert "2 boxes + 3 strips + 4 tablets received will be taken out again" in owner.get(url).text
    assert owner.post(url, {"reason": "wrong delivery"}).status_code == 302
    assert Balance.objects.get().quantity == 0
    page = owner.post(url, {"reason": "again"})
    assert page.status_code == 409
    assert "The reversing entry is on the stock card." in page.text
    assert Movement.objects.count() == 2


def test_the_minimum_is_set_in_packs(owner: Client, medicine: Medicine) -> None:
    url = f"/stock/minimum/{medicine.id}/"
    assert owner.post(url, {"packs_100": "5"}).status_code == 302
    assert StockMinimum.objects.get().quantity == 500
    assert 'name="packs_100" value="5"' in owner.get(url).text
    assert owner.post(url, {}).status_code == 422
    assert owner.post(url, {"packs_1": "0"}).status_code == 302
    assert StockMinimum.objects.get().quantity == 0


def test_each_change_asks_its_own_permission(shop: Shop, medicine: Medicine, batch: UUID) -> None:
    movement = Movement.objects.get().id
    wanted = {
        f"/stock/batches/{batch}/adjust/": {"pharmacist", "restocker"},
        f"/stock/batches/{batch}/write-off/": {"pharmacist", "restocker"},
        f"/stock/batches/{batch}/hold/": {"pharmacist", "restocker"},
        f"/stock/movements/{movement}/reverse/": set(),
        f"/stock/minimum/{medicine.id}/": {"restocker"},
    }
    for role in ("pharmacist", "restocker", "cashier", "auditor"):
        client = client_of(shop, role)
        for address, roles in wanted.items():
            assert client.get(address).status_code == (200 if role in roles else 403), (
                role,
                address,
            )
