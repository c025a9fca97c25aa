"""The receipt of a sale in the back office: as the counter prints it, each copy on record."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.other_branch import shop_there
from theriac.core.ids import new_id
from theriac.domains.sales.models import ReceiptCopy, Sale

pytestmark = pytest.mark.rows("UX-15")


@pytest.fixture
def sale(shop: Shop) -> Sale:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100, batch_number="PCT2409A")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 20)])]))
    return Sale.objects.get()


def test_a_sales_page_leads_to_its_receipt_with_all_that_the_paper_shows(
    owner: Client, shop: Shop, sale: Sale
) -> None:
    at = f"/sales/{sale.id}/receipt/"
    assert at in owner.get(f"/sales/{sale.id}/").text
    page = owner.get(at)
    source = f"/counter/receipts/{sale.id}"
    assert f'data-t-receipt="{source}"' in page.text
    told = owner.get(source).json()
    assert (told["sale"]["number"], told["sale"]["copies"]) == (sale.number, 0)
    assert told["sale"]["lines"][0]["batches"][0]["number"] == "PCT2409A"
    paper = told["settings"]
    assert paper["receipt"]["language"] == "en"
    assert (paper["pharmacy"]["currency"], paper["pharmacy"]["country"]) == ("IDR", "id")
    assert owner.post(source).status_code == 405


def test_each_copy_is_recorded_and_marked_once(owner: Client, sale: Sale) -> None:
    at = f"/sales/{sale.id}/copy/"
    for number in (1, 2):
        target = owner.post(at)["Location"]
        copy = ReceiptCopy.objects.get(number=number)
        assert target == f"/sales/{sale.id}/receipt/?copy={copy.id}"
        assert f'data-copy="{number}"' in owner.get(target).text
    page = f"/sales/{sale.id}/receipt/"
    for unknown in ("", f"?copy={new_id()}", "?copy=x"):
        assert "data-copy" not in owner.get(f"{page}{unknown}").text
    assert ReceiptCopy.objects.count() == 2


def test_who_reads_sales_sees_it_and_only_who_may_copy_takes_one(shop: Shop, sale: Sale) -> None:
    auditor = client_of(shop, "auditor")
    assert "Print copy" not in auditor.get(f"/sales/{sale.id}/receipt/").text
    assert auditor.get(f"/counter/receipts/{sale.id}").status_code == 200
    assert auditor.post(f"/sales/{sale.id}/copy/").status_code == 403
    restocker = client_of(shop, "restocker")
    assert restocker.get(f"/counter/receipts/{sale.id}").status_code == 403
    stranger = Client().get(f"/counter/receipts/{sale.id}")
    assert (stranger.status_code, stranger.json()["type"]) == (403, "not_permitted")
    there = client_of(shop_there(shop), "cashier")
    for address in (f"/counter/receipts/{sale.id}", f"/sales/{sale.id}/receipt/"):
        assert there.get(address).status_code == 404
    assert there.post(f"/sales/{sale.id}/copy/").status_code == 404
    assert ReceiptCopy.objects.count() == 0
