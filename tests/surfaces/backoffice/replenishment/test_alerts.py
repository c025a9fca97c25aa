"""The list of alerts and an alert's page: seen, assigned, acknowledged, exported."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.alerts import an_alert
from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.stock.models import Batch


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def names(page: Any) -> list[tuple[str, str]]:
    return [(row.alert.kind, row.name) for row in page.context["rows"]]


@pytest.mark.rows("STK-18", "STK-19")
def test_the_list_holds_open_alerts_with_their_reason(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 12, days=20)
    an_alert(shop, medicine, 100)
    relay_once()

    page = owner.get("/stock/alerts/")
    assert sorted(names(page)) == [("expiry", medicine_name()), ("low", medicine_name())]
    assert "Stock 1 strip + 2 tablets, minimum 1 box" in page.text
    assert names(owner.get("/stock/alerts/?kind=expiry")) == [("expiry", medicine_name())]
    assert names(owner.get("/stock/alerts/?mine=true")) == []
    assert len(names(owner.get("/stock/alerts/?unseen=true"))) == 2
    assert len(names(owner.get("/stock/alerts/?q=paracetamol"))) == 2
    today = owner.get("/").text
    assert "Alerts to review" in today


def test_an_expired_batch_is_not_called_near_its_expiry(shop: Shop, owner: Client) -> None:
    stock_up(shop, add_medicine(shop), 12, days=20)
    relay_once()
    near = owner.get("/stock/alerts/")
    assert "Expiring soon</span>" in near.text
    (row,) = near.context["rows"]

    Batch.objects.update(expires_on=shop.today)

    over = owner.get("/stock/alerts/?kind=expired")
    assert "Expired</span>" in over.text
    assert "Expiring soon</span>" not in over.text
    assert len(names(over)) == 1
    assert names(owner.get("/stock/alerts/?kind=expiry")) == []
    assert "Expiring soon" not in owner.get(f"/stock/alerts/{row.pk}/").text
    file = owner.get("/stock/alerts/?export=csv").getvalue().decode("utf-8-sig")
    assert file.splitlines()[1].startswith("Expired,")


def medicine_name() -> str:
    return "Paracetamol 500 mg tablet"


def test_an_alert_is_acknowledged_on_its_page(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    alert = an_alert(shop, medicine, 100)
    at = f"/stock/alerts/{alert}/"
    assert "unassigned" in owner.get(at).text

    done = owner.post(f"{at}acknowledge/", {"note": "Ordered by telephone"}, follow=True)
    assert "Ordered by telephone" in done.text
    assert names(owner.get("/stock/alerts/?unseen=true")) == []
    assert names(owner.get("/stock/alerts/?mine=true")) == [("low", medicine_name())]
    again = owner.post(f"{at}acknowledge/", {"note": "Again"}, follow=True)
    assert "has already acknowledged this alert. Read the note or" in again.text
    freed = owner.post(f"{at}assign/", {"owner_id": ""}, follow=True)
    assert "unassigned" in freed.text
    wrong = owner.post(f"{at}assign/", {"owner_id": str(alert)}, follow=True)
    assert "This person doesn’t work at this branch. Choose another" in wrong.text

    stock_up(shop, medicine, 200)
    relay_once()
    assert names(owner.get("/stock/alerts/")) == []
    assert names(owner.get("/stock/alerts/?cleared=true")) == [("low", medicine_name())]
    assert "Acknowledge</h2>" not in owner.get(at).text


def test_the_file_has_numbers_and_moments(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 12)
    an_alert(shop, medicine, 100)
    file = owner.get("/stock/alerts/?export=csv").getvalue().decode("utf-8-sig")
    assert file.splitlines()[1].startswith(f"Low stock,{medicine_name()},,,12,100,0,,")
    assert StockAlert.objects.count() == 1


@pytest.mark.rows("UX-15")
def test_alerts_of_a_kind_are_acknowledged_together(shop: Shop, owner: Client) -> None:
    for number in range(3):
        an_alert(shop, add_medicine(shop, f"Obat {number}"), 100)
    stock_up(shop, add_medicine(shop), 12, days=20)
    relay_once()
    page = owner.get("/stock/alerts/")
    groups = page.context["groups"]
    assert [(str(words), count) for words, count, _url in groups] == [
        ("Low stock", 3),
        ("Expiring soon", 1),
    ]
    low = owner.get(groups[0][2])
    rows = [str(row.pk) for row in low.context["rows"]]
    assert len(rows) == 3

    sent = {"row": rows, "note": "Ordered today", "back": "kind=low&unseen=true"}
    done = owner.post("/stock/alerts/acknowledge/", sent, follow=True)

    assert "3 alerts acknowledged." in done.text
    assert names(done) == []
    assert [row.note for row in owner.get("/stock/alerts/?mine=true").context["rows"]] == [
        "Ordered today"
    ] * 3
    again = owner.post("/stock/alerts/acknowledge/", sent, follow=True)
    assert "Another person already acknowledged it." in again.text
    assert "t-selectable" not in client_of(shop, "cashier").get("/stock/alerts/").text
