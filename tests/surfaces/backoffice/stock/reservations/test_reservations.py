"""Reserving by hand: found, made, kept longer, released; stock shows what is available."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.reservations import reserve
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Reservation


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    made = add_medicine(shop)
    stock_up(shop, made, 30)
    return made


@pytest.fixture
def cashier(shop: Shop) -> Client:
    return client_of(shop, "cashier")


def names(page: Any) -> list[tuple[str, str, str]]:
    return [(row.name, row.quantity, row.whose) for row in page.context["rows"]]


@pytest.mark.rows("STK-12")
def test_a_customer_s_strips_are_kept_and_every_page_says_what_is_available(
    medicine: Medicine, cashier: Client
) -> None:
    found = cashier.get("/stock/reserved/find/?q=parac").text
    assert "3 strips can be reserved" in found
    asked = {"packs_10": "2", "reference": "Ticket 12", "lasts": "1d"}
    made = cashier.post(f"/stock/reserved/add/{medicine.id}/", asked, follow=True)
    assert "Reservation saved." in made.text
    assert "Ticket 12" in made.text

    assert names(cashier.get("/stock/reserved/")) == [
        ("Paracetamol 500 mg tablet", "2 strips", "Ticket 12")
    ]
    assert names(cashier.get("/stock/reserved/?q=ticket"))
    assert names(cashier.get("/stock/reserved/?q=nobody")) == []
    assert "2 strips reserved" in cashier.get("/stock/").text
    assert "2 strips reserved" in cashier.get(f"/products/{medicine.id}/").text
    card = cashier.get(f"/stock/card/{medicine.id}/").text
    assert "30 on the shelf, 10 can be sold, 20 reserved." in card
    file = cashier.get("/stock/reserved/?export=csv").getvalue().decode("utf-8-sig")
    assert ",20,tablet,Ticket 12,Manual,Cashier," in file


def test_it_is_kept_longer_and_released_with_a_reason(
    shop: Shop, medicine: Medicine, cashier: Client
) -> None:
    at = f"/stock/reserved/{reserve(shop, medicine, 5)}/"
    assert (
        "Saved." in cashier.post(f"{at}extend/", {"version": "1", "lasts": "7d"}, follow=True).text
    )
    stale = cashier.post(f"{at}release/", {"version": "1", "reason": "x"}, follow=True).text
    assert "Another user changed this reservation. Reload the page" in stale
    done = cashier.post(f"{at}release/", {"version": "2", "reason": "Not fetched"}, follow=True)
    assert "Reservation released." in done.text
    assert Reservation.objects.get().state == "released"
    assert names(cashier.get("/stock/reserved/")) == []
    assert len(names(cashier.get("/stock/reserved/?state=released"))) == 1


def test_more_than_there_is_is_refused_at_its_field(medicine: Medicine, cashier: Client) -> None:
    asked = {"packs_100": "1", "reference": "T", "lasts": "2h"}
    refused = cashier.post(f"/stock/reserved/add/{medicine.id}/", asked)
    assert "100 requested, 30 available" in refused.text
    nothing = cashier.post(f"/stock/reserved/add/{medicine.id}/", {"reference": "T", "lasts": "2h"})
    assert nothing.status_code == 422


@pytest.mark.rows("STK-12", "STK-23")
def test_what_is_kept_of_a_held_batch_says_so(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    kept = reserve(shop, medicine, 20)
    assert "be sold now" not in owner.get("/stock/reserved/").text
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="leaks")
    assert "be sold now" in owner.get("/stock/reserved/").text
    page = owner.get(f"/stock/reserved/{kept}/").text
    assert "2 strips of the reserved units are held, recalled or expired" in page
