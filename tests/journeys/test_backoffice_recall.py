"""A recall in one scan, in a real browser: frozen, found, closed, printed."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.recalls.models import Recall
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.models import Batch

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


@pytest.mark.rows("STK-24")
def test_one_scan_freezes_every_branch_and_the_recall_closes_when_all_is_found(
    shop: Shop, page: Page
) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code="8991234567891")
    batch_id = stock_up(shop, medicine, 40, batch_number="AB12")
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=5)]),
    )
    be_signed_in(page)
    page.goto("/stock/recalls/")
    page.get_by_role("link", name="Open a recall").first.click()
    expect(page.get_by_label("Recalled products")).to_be_focused()
    page.keyboard.type("010899123456789110AB12")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_text("1 batch will be frozen at every branch")).to_be_visible()
    page.get_by_label("Reason").fill("Glass in the bottle")
    assert_fits(page)
    page.get_by_role("button", name="Freeze at every branch").click()
    expect(page.get_by_text("The batches are frozen at every branch.")).to_be_visible()
    assert Batch.objects.get(id=batch_id).state == "recalled"
    assert_accessible(page)

    page.get_by_role("link", name="Found").click()
    page.get_by_role("button", name="Move to quarantine").click()
    expect(page.get_by_text("Moved to quarantine.")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Close recall").click()
    expect(page.get_by_text("Recall closed. You can print its record")).to_be_visible()
    assert Recall.objects.get().state == "closed"
    page.get_by_role("link", name="Print full record").click()
    expect(page.get_by_role("heading", name="Recipients")).to_be_visible()
