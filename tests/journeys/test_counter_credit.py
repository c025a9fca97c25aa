"""A customer pays by credit at the counter: within what is free, and offline by the card alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.counter import (
    all_sent,
    end_slip,
    open_counter,
    open_dialog,
    reloaded,
    sell,
    sign_in,
    stocked_shop,
    to_search,
    unsent,
    until,
)
from tests.support.browser_storage import kept
from tests.support.credit import from_before, organisation, owed
from tests.support.shop import add_staff
from tests.support.till_sessions import with_till_sessions
from theriac.core.approval.models import ApprovalUse
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.tills.models import CashMovement, TillSession
from theriac.domains.tills.settlement import expected_of

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-25", "SAL-07", "OFF-13"),
]
PIN = "508214"


def charge(page: Page, number: str) -> None:
    """F9, the method, the card's number."""
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.get_by_role("radio", name="Credit").click()
    page.locator("#reference").fill(number)


def test_credit_is_taken_up_to_what_is_free_online_and_offline(page: Page) -> None:
    stocked = stocked_shop()
    account = organisation(stocked.shop, limit=10_000)
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    charge(page, "1234")
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("No credit account found")
    page.locator("#reference").fill(account.number)
    expect(page.get_by_text("Rp 10.000 available")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    all_sent(page)
    first = owed(account)
    assert 0 < first <= 10_000
    until(page, lambda: kept(page, "device", "credit") is not None)

    page.context.set_offline(True)
    page.keyboard.press("Escape")
    to_search(page)
    sell(page, "paracetamol")
    charge(page, account.number)
    left = f"{10_000 - first:,}".replace(",", ".")
    expect(page.get_by_text(f"up to Rp {left}")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text(f"Only Rp {left}")
    page.locator("#amount").fill(left)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    unsent(page, 1)
    page.context.set_offline(False)
    all_sent(page)
    assert owed(account) == 10_000


def to_payment(page: Page) -> Locator:
    """F10, a payment on an account."""
    dialog = open_dialog(page, "F10")
    dialog.get_by_role("button", name="Payment on a credit account").click()
    return page.get_by_role("dialog")


def paying_shop(page: Page, owes: int = 9_000) -> CreditAccount:
    """A counter whose till is open, and an organisation that owes; the dialogue asks for whom."""
    shop = stocked_shop().shop
    with_till_sessions(shop)
    account = organisation(shop, "Klinik Sehat Sentosa")
    from_before(shop, account, owes)
    open_counter(page, shop)
    all_sent(page)
    dialog = to_payment(page)
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    return account


def sign_in_again(page: Page) -> None:
    """F10, sign out, and in."""
    open_dialog(page, "F10").get_by_role("button", name="Sign out").click()
    sign_in(page, "dewi")


def find(page: Page, text: str) -> None:
    page.get_by_label("Account number or organisation").fill(text)
    page.keyboard.press("Enter")


def test_a_customer_pays_their_account_in_cash_at_the_till(page: Page) -> None:
    account = paying_shop(page)
    dialog = page.get_by_role("dialog")
    find(page, "panti")
    expect(dialog).to_contain_text("No credit account found")
    find(page, "sentosa")
    expect(dialog).to_contain_text("Rp 9.000 owed")
    amount = dialog.get_by_label("Amount paid")
    expect(amount).to_have_value("9.000")
    amount.fill("9.500")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Only Rp 9.000 is owed")
    amount.fill("4.000")
    dialog.get_by_label("Cash received").fill("5.000")
    expect(dialog).to_contain_text("Rp 1.000")
    page.keyboard.press("Enter")
    paper = dialog.locator("[data-received]")
    expect(paper).to_contain_text("Klinik Sehat Sentosa")
    expect(paper).to_contain_text("LAMA-1")
    for told in ("Rp 9.000", "Rp 4.000", "Rp 5.000"):
        expect(paper).to_contain_text(told)
    assert owed(account) == 5_000
    session = TillSession.objects.get()
    assert expected_of([session])[session.id].total == 104_000
    end_slip(page)

    page.context.set_offline(True)
    to_payment(page)
    find(page, "sentosa")
    expect(dialog).to_contain_text("This needs the network")
    page.context.set_offline(False)


def test_a_payment_whose_answer_was_lost_is_booked_once(page: Page) -> None:
    account = paying_shop(page)
    dialog = page.get_by_role("dialog")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/credit/payment", lose)
    find(page, account.number)
    dialog.get_by_label("Amount paid").fill("2.000")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Rp 2.000 isn’t confirmed yet")
    page.unroute("**/api/credit/payment")
    reloaded(page)  # the device keeps what it asked, and who asks again must be known
    sign_in_again(page)
    to_payment(page)
    dialog.get_by_role("button", name="Try again").click()
    expect(dialog.locator("[data-received]")).to_contain_text("Rp 7.000")
    end_slip(page)
    assert owed(account) == 7_000
    assert CreditEntry.objects.filter(kind="payment").count() == 1
    (move,) = kept(page, "till_sessions")[0]["moves"]
    assert (str(CashMovement.objects.get().id), 2_000) == (move["id"], move["amount"])
    until(page, lambda: {row["state"] for row in kept(page, "till_documents")} == {"taken"})
    assert [one for result in run_checks() for one in result.violations] == []


def test_a_manager_approves_a_charge_above_the_limit_of_an_organisation(page: Page) -> None:
    shop = stocked_shop().shop
    manager = add_staff("manager", shop.branch_id, "budi")
    set_pin(actor=manager, pin=PIN)
    account = organisation(shop, "Klinik Sehat Sentosa", limit=5_000)
    organisation(shop, "Panti Sehat")
    open_counter(page, shop)
    sell(page, "paracetamol")
    charge(page, "sehat")
    page.get_by_role("button", name="Klinik Sehat Sentosa").click()
    expect(page.get_by_text("Rp 5.000 available")).to_be_visible()
    page.get_by_role("button", name="Complete", exact=False).first.click()
    expect(page.locator("#amount-error")).to_contain_text("Only Rp 5.000")
    page.get_by_role("button", name="Request approval").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The limit is Rp 5.000")
    dialog.get_by_label("Budi").check()
    dialog.locator("#pin").fill("111111")
    dialog.locator("#reason").fill("pays on Friday")
    dialog.get_by_role("button", name="Approve", exact=True).click()
    expect(dialog).to_contain_text("Wrong PIN")
    dialog.locator("#pin").fill(PIN)
    dialog.get_by_role("button", name="Approve", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Approved by Budi")).to_be_visible()
    page.locator("#amount").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    all_sent(page)
    assert owed(account) > 5_000
    entry = CreditEntry.objects.get()
    assert ApprovalUse.objects.get().approval_id == entry.approval_id
    assert DiscrepancyCase.objects.count() == 0
