"""The month's return from what was really sold, returned and named; of one GSTIN; not elsewhere."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.support.backoffice import client_of
from tests.support.books import intruder
from tests.support.customer_returns import a_return, give_back, returned
from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.sale_documents import GSTIN, indian_sale, with_gstin
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.problems import NotPermitted
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sale_documents.commands.name_buyer import name_buyer
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.gst_return import gst_return
from theriac.domains.sales.commands.void_number import void_number
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-18")]


def test_a_month_of_sales_and_returns_becomes_the_return() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    plain = indian_sale(shop)
    other = indian_sale(shop)
    buyer = DocumentBuyer("Hill Clinic", "Bandra", "", GSTIN)
    name_buyer(actor=shop.owner, branch_id=shop.branch_id, sale_id=other.sale.id, buyer=buyer)
    give_back(shop, a_return(plain, returned(plain.lines[0].id, 4)))

    found = gst_return(actor=shop.owner, branch_id=shop.branch_id, month=shop.today)

    assert found.faults == []
    told = json.loads(found.text)
    assert (told["gstin"], told["fp"]) == (GSTIN, f"{shop.today:%m%Y}")
    assert [(row["rt"], row["txval"]) for row in told["b2cs"]] == [(5.0, 60.0), (18.0, 84.73)]
    [invoice] = told["b2b"][0]["inv"]
    assert (invoice["inum"], invoice["val"]) == (other.sale.number, 205.0)
    assert [one["itm_det"]["rt"] for one in invoice["itms"]] == [18.0, 5.0]
    assert {row["hsn_sc"] for row in told["hsn"]["hsn_b2c"]} == {"3004", "33049910"}
    docs = {row["doc_num"]: row["docs"][0] for row in told["doc_issue"]["doc_det"]}
    assert (docs[1]["totnum"], docs[1]["cancel"], docs[5]["totnum"]) == (2, 0, 1)

    page = client_of(shop, "owner").get(f"/books/gstr-1/?month={shop.today:%Y-%m}")
    assert GSTIN in page.text
    assert "This month isn’t over" in page.text
    file = client_of(shop, "auditor").get(f"/books/gstr-1/?month={shop.today:%Y-%m}&file=1")
    assert json.loads(file.content) == told
    assert f"GSTR1_{GSTIN}_" in file["Content-Disposition"]


@pytest.mark.django_db(transaction=True)
def test_only_declared_voids_are_cancelled_and_what_lacks_is_told() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 50)
    series = series_of(shop)
    for sequence in (1, 3, 9):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], sequence))
    before = shop.today.replace(day=1) - timedelta(days=1)
    with intruder("sales_sale"):
        Sale.objects.filter(sequence=3).update(business_on=before)
    stem = Sale.objects.get(sequence=1).number[:-6]
    void_number(
        actor=shop.owner,
        branch_id=BranchId(shop.branch_id),
        series_id=series.id,
        sequence=4,
        reason="torn",
    )

    found = gst_return(actor=shop.owner, branch_id=shop.branch_id, month=shop.today)
    [docs] = found.content["doc_issue"]["doc_det"]
    [told] = docs["docs"]
    assert (told["from"], told["to"]) == (f"{stem}000001", f"{stem}000009")
    assert (told["totnum"], told["cancel"], told["net_issue"]) == (3, 1, 2)
    assert [str(one) for one in found.faults][:2] == [
        f"Number {stem}000002 hasn’t arrived. File after it has.",
        f"Numbers {stem}000005 to {stem}000008 haven’t arrived. File after they have.",
    ]


def test_no_gstin_is_told_and_another_month_is_empty() -> None:
    shop = open_shop("in")
    indian_sale(shop)
    found = gst_return(actor=shop.owner, branch_id=shop.branch_id, month=shop.today)
    assert len(found.faults) == 1
    empty = gst_return(actor=shop.owner, branch_id=shop.branch_id, month=date(2025, 1, 9))
    assert (empty.documents, list(empty.content)) == (0, ["gstin", "fp", "version"])


def test_who_may_not_view_the_books_or_is_elsewhere_gets_none(shop: Shop) -> None:
    elsewhere = gst_return(actor=shop.owner, branch_id=shop.branch_id, month=shop.today)
    assert (elsewhere.text, len(elsewhere.faults)) == ("{}", 1)
    page = client_of(shop, "owner").get("/books/gstr-1/")
    assert "for pharmacies in India" in page.text
    with pytest.raises(NotPermitted):
        gst_return(
            actor=add_staff("cashier", shop.branch_id),
            branch_id=shop.branch_id,
            month=shop.today,
        )
