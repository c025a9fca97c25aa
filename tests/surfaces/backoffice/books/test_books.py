"""The books on the screen: balances, an account by day, the journal, money entered by hand."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from tests.support.backoffice import client_of
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from tests.support.vouchers import a_voucher
from theriac.domains.books.models import Posting
from theriac.domains.books.queries.journal import closed_on
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def sold(shop: Shop, medicine: Medicine) -> CompletedSale:
    """Two strips of tablets that cost 400 each."""
    stock_up(shop, medicine, 100, cost_amount=400)
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=medicine.id, pack_id=medicine.packs[10], packs=2)]
        ),
    )


def asked(shop: Shop, address: str, role: str = "owner") -> Any:
    return client_of(shop, role).get(address)


@pytest.mark.rows("CAP-09")
def test_the_trial_balance_is_zero_and_tells_what_there_is(shop: Shop, sold: CompletedSale) -> None:
    page = asked(shop, "/books/")

    rows = {row.told.account.key: row.told for row in page.context["rows"]}
    assert sum(row.after for row in rows.values()) == 0
    assert (rows["cash"].after, rows["stock"].after) == (13_000, 80 * 400)
    assert rows["cost_of_goods"].change == 20 * 400
    assert page.context["profit"] == "Rp 3.712"
    assert (page.context["debits"], page.context["credits"]) == ("Rp 61.000", "Rp 61.000")


def test_an_account_is_told_day_by_day_and_leads_to_its_postings(
    shop: Shop, sold: CompletedSale
) -> None:
    page = asked(shop, "/books/accounts/cash/")

    (row,) = page.context["rows"]
    assert (row.told.day, row.told.debit, row.told.after) == (shop.today, 13_000, 13_000)
    journal = asked(shop, row.url)
    assert {one.row.document_number for one in journal.context["rows"]} == {sold.sale.number}
    assert f"/sales/{sold.sale.id}/" in journal.text


def test_an_account_that_is_not_in_the_chart_is_not_found(shop: Shop) -> None:
    page = asked(shop, "/books/accounts/nowhere/")

    assert page.status_code == 404
    assert "chart of accounts" in page.text


@pytest.mark.rows("CAP-02")
def test_the_days_of_cash_add_up_to_what_stands(shop: Shop, sold: CompletedSale) -> None:
    for days, kind in ((3, "capital_in"), (1, "expense")):
        facts = {"account": "rent"} if kind == "expense" else {}
        a_voucher(shop, kind=kind, amount=50_000, on=shop.today - timedelta(days=days), **facts)

    since = shop.today - timedelta(days=2)
    page = asked(shop, f"/books/accounts/cash/?since={since}")

    assert page.context["before"] == "Rp 50.000"
    assert [(row.told.debit, row.told.credit) for row in page.context["rows"]] == [
        (13_000, 0),
        (0, 50_000),
    ]
    assert page.context["after"] == "Rp 13.000"


def test_a_branch_is_told_apart(shop: Shop, sold: CompletedSale) -> None:
    there = second_branch(shop)

    assert asked(shop, f"/books/?branch={there}").context["rows"] == []
    assert len(asked(shop, f"/books/?branch={shop.branch_id}").context["rows"]) > 3


def test_the_journal_goes_into_a_file(shop: Shop, sold: CompletedSale) -> None:
    file = asked(shop, "/books/journal/?export=csv")

    rows = list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    assert len(rows) == Posting.objects.count()
    assert {row["Document"] for row in rows} == {"Sale", "Opening stock"}


def test_money_is_recorded_in_one_form_and_reversed_on_its_page(shop: Shop) -> None:
    client = client_of(shop, "owner")
    typed = {
        "kind": "expense",
        "amount": "250.000",
        "on": shop.today.isoformat(),
        "money": "cash",
        "account": "rent",
        "reference": "KW-7",
        "note": "",
    }
    done = client.post("/books/money/", typed)
    assert done.status_code == 302
    page = client.get(done.headers["Location"])
    assert "KW-7" in page.text
    assert page.context["may_reverse"]

    client.post(done.headers["Location"] + "reverse/", {"reason": "typed twice"})

    again = client.get(done.headers["Location"])
    assert not again.context["may_reverse"]
    assert len(again.context["postings"]) == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"account": ""}, "Choose an account"),
        ({"amount": ""}, "This field"),
        ({"amount": "nothing"}, "amount"),
        ({"on": "2999-01-01"}, "future"),
        ({"kind": "transfer", "account": "cash"}, "another account"),
    ],
)
def test_a_refusal_stands_in_the_form_with_what_was_typed(
    shop: Shop, changed: dict[str, str], words: str
) -> None:
    typed = {
        "kind": "expense",
        "amount": "250.000",
        "on": shop.today.isoformat(),
        "money": "cash",
        "account": "rent",
        "note": "for November",
        **changed,
    }
    page = client_of(shop, "owner").post("/books/money/", typed)

    assert page.status_code == 422
    assert words in page.text
    assert "for November" in page.text
    assert not Posting.objects.exists()


def test_the_owner_closes_the_books(shop: Shop) -> None:
    day = shop.today - timedelta(days=40)
    client = client_of(shop, "owner")

    done = client.post("/books/close/", {"last_on": day.isoformat(), "reason": "month is done"})

    assert done.status_code == 302
    assert closed_on(actor=shop.owner) == day
    refused = client.post("/books/close/", {"last_on": shop.today.isoformat(), "reason": "x"})
    assert refused.status_code == 422
