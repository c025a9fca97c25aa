"""A batch lacks its expiry, gets it, is held and released."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.stock.commands.batches import correct_batch
from theriac.domains.stock.models import Batch


def correction(**changes: str) -> dict[str, str]:
    sent = {"number": "B1", "expires_on": "10/2028", "shelf": "A-1", "reason": "read on the pack"}
    return {**sent, "version": "1", **changes}


def test_what_lacks_an_expiry_is_listed_and_gets_it(shop: Shop, owner: Client) -> None:
    batch = stock_up(shop, add_medicine(shop), 20, days=None)
    stock_up(shop, add_medicine(shop, "Zinc"), 20)
    listed = owner.get("/stock/batches/", {"without": "true"})
    assert [row.batch_id for row in listed.context["rows"]] == [batch]
    assert "No expiry date" in owner.get(f"/stock/batches/{batch}/").text
    assert owner.post(f"/stock/batches/{batch}/correct/", correction()).status_code == 302
    assert Batch.objects.get(id=batch).expires_on == date(2028, 10, 31)
    assert owner.get("/stock/batches/", {"without": "true"}).context["rows"] == []


@pytest.mark.rows("STK-09")
def test_a_stale_correction_is_409_and_kept(shop: Shop, owner: Client) -> None:
    batch = stock_up(shop, add_medicine(shop), 20, days=None)
    correct_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch,
        version=1,
        number="THEIRS",
        expires_on=date(2028, 10, 31),
        shelf="",
        reason="first",
    )
    url = f"/stock/batches/{batch}/correct/"
    page = owner.post(url, correction(number="MINE"))
    assert page.status_code == 409
    assert "The batch is now THEIRS, expiry 31 Oct 2028." in page.text
    assert 'value="MINE"' in page.text
    assert owner.post(url, correction(number="MINE", version="2")).status_code == 302
    assert Batch.objects.get().number == "MINE"


def test_held_then_released(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 20)
    url = f"/stock/batches/{batch}/"
    assert owner.post(f"{url}hold/", {"reason": ""}).status_code == 422
    assert owner.post(f"{url}hold/", {"reason": "recall letter"}).status_code == 302
    assert "Release" in owner.get(url).text
    assert len(owner.get("/stock/batches/", {"held": "true"}).context["rows"]) == 1
    assert owner.get(f"/products/{medicine.id}/").context["level"].available == 0
    assert owner.post(f"{url}release/", {"reason": "cleared"}).status_code == 302
    assert owner.get(f"/products/{medicine.id}/").context["level"].available == 20


def test_a_batch_that_isnt_there(owner: Client) -> None:
    assert owner.get(f"/stock/batches/{uuid4()}/").status_code == 404


def test_the_price_that_was_confirmed_at_receipt_stands_on_its_page(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    dear = stock_up(shop, medicine, 20, price_amount=65_000, price_units=100)
    same = stock_up(shop, medicine, 20, price_amount=60_000, price_units=100, batch_number="B2")
    none = stock_up(shop, medicine, 20, batch_number="B3")

    page = owner.get(f"/stock/batches/{dear}/").text
    assert "Rp 65.000 for 100 tablets" in page
    assert "The counter now charges Rp 60.000, from the price list" in page
    page = owner.get(f"/stock/batches/{same}/").text
    assert "Rp 60.000 for 100 tablets" in page
    assert "The counter now charges" not in page
    assert "Selling price at receipt" not in owner.get(f"/stock/batches/{none}/").text
    table = owner.get("/stock/batches/?export=csv").getvalue().decode()
    assert "Selling price of the batch" in table
    assert "65000" in table


def test_a_batch_is_marked_down_on_its_page_and_below_cost_asks_first(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 20)
    url = f"/stock/batches/{batch}/price/"
    strip = str(medicine.packs[10])
    typed = {"pack_id": strip, "price": "3.500", "reason": "expires soon", "version": "1"}

    asked = owner.post(url, typed)
    assert asked.status_code == 409
    (question,) = asked.context["form"].asked_first
    assert "Rp 4.000" in str(question.words)
    assert owner.post(url, {**typed, "confirmed": question.code}).status_code == 302
    page = owner.get(f"/stock/batches/{batch}/").text
    assert "Batch price" in page
    assert "Rp 3.500" in page
    form = owner.get(url).text
    assert 'value="3.500"' in form

    stale = owner.post(url, {**typed, "price": ""})
    assert "Another user changed this batch" in stale.text
    assert owner.post(url, {**typed, "price": "", "version": "2"}).status_code == 302
    assert "Batch price" not in owner.get(f"/stock/batches/{batch}/").text


@pytest.mark.rows("STK-01")
def test_an_expiry_is_put_later_with_a_second_persons_pin_and_stands_on_today(
    shop: Shop, owner: Client
) -> None:
    batch = stock_up(shop, add_medicine(shop), 347, days=-3)
    manager = add_staff("manager", shop.branch_id, "budi")
    set_pin(actor=manager, pin="508214")
    url = f"/stock/batches/{batch}/correct/"

    asked = owner.post(url, correction())
    assert asked.status_code == 403
    assert "This needs approval from a second person" in asked.text
    who = {"approver": str(manager.id), "approval_reason": "I read the box", "pin": "508214"}
    assert owner.post(url, correction(**who)).status_code == 302

    page = owner.get(f"/stock/batches/{batch}/").text
    assert "Expiry and batch number were changed" in page
    assert f"Approved by {manager.name}" in page
    assert "Batch with changed expiry or number" in owner.get("/").text
    address = {"corrected": "true", "gone": "1"}
    listed = owner.get("/stock/batches/", address)
    assert [row.batch_id for row in listed.context["rows"]] == [batch]
    assert "→ 31 Oct 2028" in owner.get("/approvals/").text
