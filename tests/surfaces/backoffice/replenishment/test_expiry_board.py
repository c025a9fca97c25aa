"""The expiry board: tiles open their rows, rows say what to do, the file has numbers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def stocked(shop: Shop) -> None:
    medicine = add_medicine(shop)
    costs: dict[str, Any] = {"cost_amount": 400}
    stock_up(shop, medicine, 5, days=-2, batch_number="GONE", **costs)
    red = stock_up(shop, medicine, 60, days=30, batch_number="RED", **costs)
    stock_up(shop, medicine, 100, days=90, batch_number="AMBER", **costs)
    stock_up(shop, medicine, 20, days=180, batch_number="FAR", **costs)
    stock_up(shop, medicine, 20, days=181, batch_number="LATER", **costs)
    with clock.at(clock.now() - timedelta(days=3)):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(red, 30)])]))


def numbers(page: Any) -> list[str]:
    return [row.line.number for row in page.context["rows"]]


@pytest.mark.rows("STK-19", "STK-22")
def test_each_tile_opens_the_batches_that_it_counts(shop: Shop, owner: Client) -> None:
    stocked(shop)
    page = owner.get("/stock/expiry/")

    assert numbers(page) == ["GONE", "RED", "AMBER", "FAR"]
    tiles = page.context["tiles"]
    assert [tile.title for tile in tiles] == [
        "Expired",
        "1 to 30 days left",
        "31 to 90 days left",
        "91 to 180 days left",
        "Won’t sell before expiry",
    ]
    worth = [tile.figure.replace("\u00a0", " ") for tile in tiles]
    assert worth == ["Rp 2.000", "Rp 12.000", "Rp 40.000", "Rp 8.000", "Rp 42.000"]
    opened = [owner.get(tile.url) for tile in tiles]
    assert [numbers(one) for one in opened] == [
        ["GONE"],
        ["RED"],
        ["AMBER"],
        ["FAR"],
        ["GONE", "RED", "AMBER"],
    ]
    for tile, rows in zip(tiles[:4], opened, strict=False):
        value = sum(row.line.value for row in rows.context["rows"])
        assert tile.figure.replace("\u00a0", " ") == f"Rp {value:,}".replace(",", ".")
    assert sum(row.line.loss for row in opened[4].context["rows"]) == 42000


def test_a_row_says_what_to_do_with_links(shop: Shop, owner: Client) -> None:
    stocked(shop)
    page = owner.get("/stock/expiry/").text
    for words in ("Return to supplier", "write-off/", "/price/"):
        assert words in page
    cashier = client_of(shop, "cashier").get("/stock/expiry/").text
    assert "Remove from shelf" in cashier
    assert "write-off/" not in cashier
    assert "/price/" not in cashier


def test_the_file_has_numbers_and_days(shop: Shop, owner: Client) -> None:
    stocked(shop)
    answer: Any = owner.get("/stock/expiry/", {"export": "csv", "band": "stop"})
    head, line = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert head.startswith("Product,Batch,Expiry,Days left,On hold,Base units")
    day = (shop.today + timedelta(days=30)).isoformat()
    assert f"RED,{day},30,no,30,tablet,12000" in line
    assert ",30,20,8000," in line


def test_the_days_are_the_pharmacys(shop: Shop, owner: Client) -> None:
    stocked(shop)
    form = owner.get("/settings/").context["form"]
    days = {"expiry_far_days": "181", "expiry_look_days": "60", "expiry_stop_days": "20"}
    kept = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent = {name: value for name, value in kept.items() if value is not False} | days
    assert owner.post("/settings/", sent).status_code == 302
    page = owner.get("/stock/expiry/")
    assert numbers(page) == ["GONE", "RED", "AMBER", "FAR", "LATER"]
    assert "61 to 181 days left" in page.text
    refused = owner.post("/settings/", {**sent, "version": "2", "expiry_far_days": "10"})
    assert refused.status_code == 422
    assert "The expiry board must not start after the amber warning." in refused.text


def test_hostile_filters_find_nothing_or_all(shop: Shop, owner: Client) -> None:
    stocked(shop)
    for query in ({"band": "x"}, {"unsold": "x"}, {"q": "\0'"}, {"at": "zz"}):
        assert owner.get("/stock/expiry/", query).status_code == 200


def boxes(page: Any) -> list[str]:
    return re.findall(r'name="row" value="([^"]+)"', page.text)


@pytest.mark.rows("UX-15")
def test_seventeen_expired_batches_are_quarantined_at_once(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    for number in range(17):
        stock_up(shop, medicine, 5, days=-number, batch_number=f"X{number}")
    stock_up(shop, medicine, 5, days=20, batch_number="GOOD")
    page = owner.get("/stock/expiry/?band=expired&select=page")
    assert page.text.count(" checked>") == len(boxes(page)) == 17
    assert " checked>" not in owner.get("/stock/expiry/?band=expired").text

    sent = {"row": boxes(page), "reason": "Past expiry", "back": "band=expired"}
    done = owner.post("/stock/expiry/quarantine/", sent, follow=True)

    assert done.request["QUERY_STRING"] == "band=expired"
    assert "17 batches moved to quarantine." in done.text
    assert boxes(done) == []
    assert numbers(owner.get("/stock/expiry/")) == ["GOOD"]
    good = {"row": boxes(owner.get("/stock/expiry/"))}
    refused = owner.post("/stock/expiry/quarantine/", good, follow=True)
    assert "batch GOOD: It can still be sold. Hold it first." in refused.text
    none = owner.post("/stock/expiry/quarantine/", {"row": "x", "back": "//evil"}, follow=True)
    assert none.request["PATH_INFO"] == "/stock/expiry/"
    assert "Select at least one row." in none.text


@pytest.mark.rows("UX-15")
def test_who_may_not_hold_has_no_boxes(shop: Shop) -> None:
    stocked(shop)
    cashier = client_of(shop, "cashier")
    assert boxes(cashier.get("/stock/expiry/")) == []
    assert cashier.post("/stock/expiry/quarantine/", {"row": "x"}).status_code == 403
