"""The screens of returns: chosen, shown before it is saved, approved, listed, printed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.customer_returns import a_return, give_back, returned, sold
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.sales.commands.complete_sale import CompletedSale

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def five_sold(shop: Shop) -> CompletedSale:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    return sold(shop, [(medicine.id, 5)])


def send(client: Client, sale: CompletedSale, **typed: str) -> Any:
    fields = {"why": "unwanted", "note": "", "refund_by": "", "condition_0": "sealed"}
    return client.post(f"/sales/{sale.sale.id}/return/", {**fields, **typed})


@pytest.mark.rows("SAL-10")
def test_what_would_be_done_is_shown_before_it_is_saved(shop: Shop, owner: Client) -> None:
    sale = five_sold(shop)
    page = owner.get(f"/sales/{sale.sale.id}/").content.decode()
    assert f"/sales/{sale.sale.id}/return/" in page

    shown = send(owner, sale, units_0="2")

    assert shown.status_code == 200
    assert "Rp 1.400" in shown.content.decode()
    assert "Shelf" in shown.content.decode()
    assert CustomerReturn.objects.count() == 0
    expected = shown.context["form"].data["expected"]

    changed = send(owner, sale, units_0="3", expected=expected)
    assert changed.status_code == 200
    assert CustomerReturn.objects.count() == 0

    saved = send(owner, sale, units_0="2", expected=expected)

    note = CustomerReturn.objects.get()
    assert saved.headers["Location"] == f"/sales/returns/{note.id}/"
    told = owner.get(saved.headers["Location"]).content.decode()
    assert note.number in told
    assert sale.sale.number in told
    assert note.number in owner.get(f"/sales/{sale.sale.id}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Enter how much is returned."),
        ({"units_0": "6"}, "at most 5"),
        ({"units_0": "x"}, "Enter"),
    ],
)
def test_a_wrong_quantity_stands_at_its_field(
    shop: Shop, owner: Client, typed: dict[str, str], words: str
) -> None:
    sale = five_sold(shop)

    answer = send(owner, sale, **typed)

    assert answer.status_code == 422
    assert any(words in error for error in answer.context["form"].errors["units_0"])


def test_cash_for_a_card_asks_for_a_second_person(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 5)], paid=[("card", None)])
    shown = send(owner, sale, units_0="5", refund_by="cash")

    asked = send(
        owner, sale, units_0="5", refund_by="cash", expected=shown.context["form"].data["expected"]
    )

    assert asked.status_code == 403
    assert "approver" in asked.context["form"].fields
    assert CustomerReturn.objects.count() == 0


def test_a_sale_of_which_all_came_back_has_nothing_to_return(shop: Shop, owner: Client) -> None:
    sale = five_sold(shop)
    give_back(shop, a_return(sale))

    page = owner.get(f"/sales/{sale.sale.id}/return/").content.decode()

    assert "Nothing left to return" in page


@pytest.mark.rows("SAL-12")
def test_without_a_receipt_the_pack_is_found_by_its_number(shop: Shop, owner: Client) -> None:
    five_sold(shop)
    fields = {"quantity": "1", "amount": "700", "condition": "sealed", "why": "unwanted"}

    unknown = owner.post("/sales/returns/unreceipted/", {**fields, "code": "NOPE"})
    asked = owner.post("/sales/returns/unreceipted/", {**fields, "code": "B1"})
    dear = owner.post("/sales/returns/unreceipted/", {**fields, "code": "B1", "amount": "701"})

    assert unknown.context["form"].errors["code"] == [
        "No batch has this code or number. Scan the pack again."
    ]
    assert (asked.status_code, "approver" in asked.context["form"].fields) == (403, True)
    assert "amount" in dear.context["form"].errors


def test_credit_notes_are_listed_filtered_and_printed(shop: Shop, owner: Client) -> None:
    sale = five_sold(shop)
    note = give_back(shop, a_return(sale, returned(sale.lines[0].id, 1), reason="damaged"))

    listed = owner.get("/sales/returns/?reason=damaged").content.decode()
    none = owner.get("/sales/returns/?unreceipted=true").content.decode()
    paper = owner.get(f"/sales/returns/{note.id}/paper/?paper=58").content.decode()

    assert note.number in listed
    assert note.number not in none
    assert "t-receipt-58" in paper
    for told in (note.number, sale.sale.number, "PPN 11%", "Rp 700"):
        assert told in paper
