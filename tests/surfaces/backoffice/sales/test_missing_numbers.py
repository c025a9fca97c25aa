"""The numbers that are missing, and declaring them void."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.sales.models import DiscrepancyCase, VoidedNumber


@pytest.fixture
def gaps(shop: Shop) -> str:
    """Sales 1, 4 and 6 arrived; the address of the first gap."""
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    for number in (1, 4, 6):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], number))
    return f"/cases/missing/{series_of(shop).id}/2/"


@pytest.mark.rows("SAL-33")
def test_each_gap_is_listed_and_declared_void(shop: Shop, owner: Client, gaps: str) -> None:
    year = f"{shop.today:%y}"
    page = owner.get("/cases/missing/")
    for said in (
        f"MLT-K1-{year}-000002",
        f"MLT-K1-{year}-000003",
        f"MLT-K1-{year}-000005",
        "Kasir 1",
    ):
        assert said in page.text
    assert gaps in page.text

    form = owner.get(gaps)
    assert 'value="2"' in form.text
    assert 'value="3"' in form.text
    sent = {"first": "2", "last": "3", "reason": "the drawer jammed, nothing was sold"}
    answer = owner.post(gaps, sent, follow=True)

    assert "Numbers declared void. The reason is saved permanently" in answer.text
    assert f"MLT-K1-{year}-000002" not in answer.text
    assert f"MLT-K1-{year}-000005" in answer.text
    rows = VoidedNumber.objects.order_by("sequence").values_list("sequence", "reason")
    assert list(rows) == [(2, sent["reason"]), (3, sent["reason"])]
    assert owner.get(gaps).status_code == 404


def test_a_number_with_a_sale_is_refused_on_the_page(owner: Client, gaps: str) -> None:
    page = owner.post(gaps, {"first": "2", "last": "4", "reason": "all of them"})
    assert page.status_code == 409
    assert "Number 4 belongs to a sale." in page.text
    assert VoidedNumber.objects.count() == 0
    empty = owner.post(gaps, {"first": "", "last": "3", "reason": ""})
    assert (empty.status_code, set(empty.context["form"].errors)) == (422, {"first", "reason"})


def test_who_may_not_settle_sees_them_only(shop: Shop, gaps: str) -> None:
    cashier = client_of(shop, "cashier")
    page = cashier.get("/cases/missing/")
    assert "000002" in page.text
    assert gaps not in page.text
    assert cashier.post(gaps, {"first": "2", "last": "3", "reason": "x"}).status_code == 403
    assert client_of(shop, "restocker").get("/cases/missing/").status_code == 403


def test_nothing_missing_says_so_and_the_lists_lead_there(owner: Client) -> None:
    assert "No missing numbers" in owner.get("/cases/missing/").text
    for address in ("/cases/", "/sales/"):
        assert 'href="/cases/missing/"' in owner.get(address).text


def test_a_sale_of_a_void_number_says_so_in_its_case(shop: Shop, owner: Client, gaps: str) -> None:
    owner.post(gaps, {"first": "2", "last": "3", "reason": "jam"})
    medicine = add_medicine(shop, "Cetirizine 10 mg tablet")
    batch = stock_up(shop, medicine, 10)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], 3))

    case = DiscrepancyCase.objects.get()

    page = owner.get(f"/cases/{case.id}/")
    assert "The number was declared void before the sale arrived" in page.text
