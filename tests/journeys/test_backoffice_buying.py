"""From a supplier's PDF to goods on the shelf and a paid bill, in a real browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import translation
from playwright.sync_api import Page, expect

from tests.engine.running import new_client, started
from tests.journeys.offer_paper import a_paper, read_by_the_engine
from tests.support.access import assert_accessible
from tests.support.backoffice import Opener, sign_in
from tests.support.orders import capital
from tests.support.programs import own_port
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.outbox.models import OutboxEvent
from theriac.domains.accounts.commands.people import set_preferences
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.forecasting.jobs import follow_demand
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.reactions import mail_orders
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.stock.models import Balance
from theriac_engine.service.store import Store

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MONEY, COST = 1_000_000, 126_540 + 47_730
"""Three boxes at 40,000 less 5 %, two at 21,500, with 11 % tax."""
GTIN = "08991234567891"


@dataclass(frozen=True)
class Buying:
    """A page of somebody who reads one language."""

    page: Page
    language: str

    def said(self, text: str) -> str:
        with translation.override(self.language):
            return translation.gettext(text)

    def press(self, text: str) -> None:
        self.page.get_by_role("button", name=self.said(text), exact=True).first.click()

    def agree(self, text: str) -> None:
        self.page.get_by_role("dialog").get_by_role("button", name=self.said(text)).click()

    def follow(self, text: str) -> None:
        self.page.get_by_role("link", name=self.said(text), exact=True).first.click()

    def open_more(self) -> None:
        self.page.locator(".t-head-more > summary").click()

    def field(self, text: str) -> Any:
        return self.page.get_by_label(self.said(text), exact=True).first

    def reads(self, text: str) -> None:
        expect(self.page.get_by_text(self.said(text)).first).to_be_visible()


@dataclass(frozen=True)
class Needing:
    """A shop with money that needs 300 and 200 tablets of what its supplier offers."""

    shop: Shop
    tablets: Medicine
    syrup: Medicine
    supplier_id: Any


@pytest.fixture
def needing(transactional_db: None, settings: Any) -> Needing:
    settings.MAIL_WORKS = True
    shop = open_shop()
    capital(shop, MONEY)
    boxes = [NewPack(name="tablet", factor=1), NewPack(name="box", factor=100, barcodes=[GTIN])]
    tablets = add_medicine(shop, packs=boxes)
    syrup = add_medicine(shop, "Obat Batuk Hitam")
    for medicine, least in ((tablets, 300), (syrup, 200)):
        set_minimum(
            actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, quantity=least
        )
    follow_demand.call()
    return Needing(shop, tablets, syrup, a_supplier(shop, email="order@example.org"))


def figures() -> tuple[int, int, int]:
    """Money, what is on order, and what is owed."""
    now = capital_position()
    return now.money, now.on_order, now.owed


@pytest.mark.rows("PUR-01", "PUR-05", "PUR-08", "PUR-12", "PUR-14")
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_pdf_becomes_stock_for_sale_and_a_paid_bill(
    needing: Needing, new_page: Opener, tmp_path: Path, settings: Any, language: str
) -> None:
    shop = needing.shop
    manager = add_staff("manager", shop.branch_id)
    for person in (shop.owner, manager):
        set_preferences(actor=person, language=language)
    own = Buying(new_page(), language)
    sign_in(own.page)
    upload_and_read(own, tmp_path, settings)
    correct_by_keyboard(own)
    propose_under_a_limit(own)
    assert figures() == (MONEY, 0, 0)

    other = Buying(new_page(), language)
    sign_in(other.page, "manager")
    approve(other)
    assert figures() == (MONEY, COST, 0)

    order_is_sent(own)
    receive(own, needing)
    assert figures() == (MONEY, 0, COST)
    quantities = Balance.objects.filter(quantity__gt=0).values_list("batch__product_id", "quantity")
    assert dict(quantities) == {needing.tablets.id: 300, needing.syrup.id: 200}

    pay(own)
    assert figures() == (MONEY - COST, 0, 0)
    assert capital_position().spent == COST


def upload_and_read(at: Buying, folder: Path, settings: Any) -> None:
    """A process of its own reads what was uploaded."""
    store, port = Store(folder), own_port()
    address = f"http://127.0.0.1:{port}"
    client = new_client(address, store, "journey")
    settings.DOCUMENT_ENGINE_URL, settings.DOCUMENT_ENGINE_KEY = address, client.key
    settings.OUTGOING_ALLOW = [urlsplit(address).netloc]
    engine = started(folder, port)
    try:
        at.page.goto("/offers/new/")
        at.field("Files").set_input_files(a_paper(folder))
        at.press("Upload")
        at.reads("The file is being read")
        read_by_the_engine()
    finally:
        engine.terminate()
        engine.communicate()
        store.close()


def correct_by_keyboard(at: Buying) -> None:
    """The one line that the engine wasn't sure of, then the whole offer."""
    at.page.reload()
    at.follow("Check lines")
    row = at.page.locator("tbody tr").first
    expect(row.get_by_label(at.said("Product"), exact=True)).to_be_focused()
    at.page.wait_for_load_state()  # what searches is there
    at.page.keyboard.type("batuk hitam")
    at.page.keyboard.press("Enter")
    expect(row.get_by_label(at.said("Price"))).to_be_focused()
    at.press("Save as checked")
    at.press("Confirm")
    at.agree("Confirm")
    at.reads("Offer confirmed. Its prices count from now on.")


def propose_under_a_limit(at: Buying) -> None:
    at.page.goto("/proposals/new/")
    at.field("Limit").fill("200000")
    at.press("Propose")
    at.reads("Proposal created. Check the lines, then submit it.")
    expect(at.page.get_by_text("Paracetamol 500 mg tablet").first).to_be_visible()
    assert_accessible(at.page)
    at.press("Submit")
    at.agree("Submit")
    at.reads("Submitted. Another person can approve it now.")
    proposal = PurchaseProposal.objects.get()
    assert (proposal.cost, proposal.lines, proposal.state) == (COST, 2, "submitted")


def approve(at: Buying) -> None:
    at.page.goto(f"/proposals/{PurchaseProposal.objects.get().id}/")
    at.press("Approve")
    at.page.get_by_role("dialog").get_by_label(at.said("Reason")).fill("as discussed")
    at.agree("Approve and order")
    at.reads("Approved and ordered")
    assert PurchaseProposal.objects.get().state == "ordered"


def order_is_sent(at: Buying) -> None:
    at.page.goto(f"/purchasing/orders/{PurchaseOrder.objects.get().id}/")
    at.open_more()
    at.press("Send to supplier")
    at.reads("The order was sent to the supplier.")
    mail_orders(list(OutboxEvent.objects.filter(type="theriac.purchase.order.sent.v1")))
    (letter,) = mail.outbox
    assert letter.to == ["order@example.org"]


def receive(at: Buying, needing: Needing) -> None:
    """The boxes of tablets are scanned by their GS1 codes and fill what was ordered.

    The other batch is typed.
    """
    day = needing.shop.today + timedelta(days=500)
    at.press("Receive goods")
    at.reads("Draft created. Enter batches and expiry dates, and correct quantities.")
    at.follow("Obat Batuk Hitam")
    at.field("Batch number").fill("OBH-1")
    at.field("Expiry").fill("06/2028")
    at.press("Save")
    remove = at.said("Remove %(name)s") % {"name": "Paracetamol 500 mg tablet"}
    lines = at.page.get_by_role("button", name=remove)
    expect(lines).to_have_count(1)
    code = f"(01){GTIN}(17){day:%y%m%d}(10)KF-77"
    scan(at, code, 2)
    save_rows(at)
    expect(lines).to_have_count(2)
    scan(at, code, 1)
    save_rows(at)
    expect(lines).to_have_count(1)
    at.open_more()
    at.follow("Delivery details")
    at.field("Invoice").fill("INV-77")
    at.press("Save")
    at.press("Check and post")
    at.agree("Check and post")
    expect(at.page.get_by_role("heading", name=re.compile("-GR-"))).to_be_visible()
    assert GoodsReceipt.objects.get().state == "posted"


def save_rows(at: Buying) -> None:
    """Save them, and be on the page that follows."""
    with at.page.expect_navigation():
        at.press("Save rows")


def scan(at: Buying, code: str, boxes: int) -> None:
    """Scan a code, and type how many boxes have it."""
    at.page.wait_for_load_state()  # what reads a scan is there
    at.field("Product").focus()
    at.page.keyboard.type(code)
    at.page.keyboard.press("Enter")
    quantity = at.field("Quantity")
    expect(quantity).to_be_focused()
    quantity.fill(str(boxes))


def pay(at: Buying) -> None:
    at.page.goto("/bills/")
    at.page.locator("tbody a").first.click()
    at.follow("Record payment")
    at.press("Record payment")
    at.reads("Payment saved.")
