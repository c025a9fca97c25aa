"""A discount above the limit is approved by a second person, with and without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop, to_basket, until
from tests.support.authenticators import VirtualDevice, set_up_passkey, with_device
from tests.support.browser_storage import everything_kept, remembered
from tests.support.patients import register
from tests.support.shop import add_staff
from theriac.core.actor import Actor
from theriac.core.approval.models import Approval, ApprovalUse
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.sales.models import DiscrepancyCase, Sale, SalePatient

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]
PIN = "508214"


def give_discount(page: Page, percent: str) -> None:
    to_basket(page)
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Discount").click()
    page.locator("#value").fill(percent)
    page.locator("#reason").fill("regular customer")
    page.get_by_role("button", name="Apply discount").click()


def approve(page: Page) -> None:
    page.get_by_role("button", name="Request approval").click()
    page.get_by_label("Budi").check()
    page.locator("#pin").fill(PIN)
    page.locator("#reason").fill("I know them")
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator("[data-problem=approval]")).to_have_count(0)


@pytest.mark.rows("SAL-16")
def test_online_the_server_keeps_it_and_offline_the_sealed_pin_proves_it(page: Page) -> None:
    stocked = stocked_shop()
    manager = add_staff("manager", stocked.shop.branch_id, "budi")
    set_pin(actor=manager, pin=PIN)
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    give_discount(page, "50")
    expect(page.locator("[data-problem=approval]")).to_be_visible()
    approve(page)
    pay(page)
    page.keyboard.press("Enter")
    until(page, lambda: ApprovalUse.objects.count() == 1)

    # The device learns the manager's PIN when they take the counter over by it.
    page.keyboard.press("F10")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Budi").click()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_focused()
    key = f"pin {manager.id}"
    until(page, lambda: key in (remembered(page, "proofs") or {}))
    page.keyboard.press("F10")
    page.get_by_role("button", name="Sign out").click()
    page.locator("#username").fill("dewi")
    page.locator("#password").fill("tidak-mudah-ditebak-7")
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_focused()

    page.context.set_offline(True)
    sell(page, "salts")
    give_discount(page, "25")
    approve(page)
    pay(page)
    page.keyboard.press("Enter")
    page.context.set_offline(False)
    until(page, lambda: ApprovalUse.objects.count() == 2)

    assert {one.approved_by for one in Approval.objects.all()} == {manager.id}
    assert [sale.discount for sale in Sale.objects.order_by("sequence")] == [3250, 300]
    assert DiscrepancyCase.objects.count() == 0
    assert PIN not in everything_kept(page)


def with_passkey(page: Page) -> tuple[VirtualDevice, Actor]:
    """An open counter at which Budi, who has a passkey and a PIN, is to approve a discount."""
    stocked = stocked_shop()
    manager = add_staff("manager", stocked.shop.branch_id, "budi")
    set_pin(actor=manager, pin=PIN)
    device = with_device(page)
    set_up_passkey(page, "budi")
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    give_discount(page, "50")
    page.get_by_role("button", name="Request approval").click()
    page.get_by_label("Budi").check()
    page.locator("dialog #reason").fill("I know them")
    return device, manager


def test_a_second_persons_passkey_approves(page: Page) -> None:
    device, manager = with_passkey(page)
    by_passkey = page.get_by_role("button", name="Approve with a passkey")
    device.unverified()
    by_passkey.click()
    expect(page.locator("#pin-error")).to_contain_text("wasn’t used")
    assert Approval.objects.count() == 0
    device.verified()
    by_passkey.click()
    expect(page.locator("[data-problem=approval]")).to_have_count(0)
    pay(page)
    page.keyboard.press("Enter")
    until(page, lambda: ApprovalUse.objects.count() == 1)

    kept_row = Approval.objects.get()
    assert (kept_row.means, kept_row.approved_by) == ("passkey", manager.id)
    assert DiscrepancyCase.objects.count() == 0


def test_once_the_counter_knows_of_no_network_the_dialogue_asks_for_the_pin(page: Page) -> None:
    with_passkey(page)
    by_passkey = page.get_by_role("button", name="Approve with a passkey")
    expect(by_passkey).to_be_visible()
    page.context.set_offline(True)
    expect(page.locator("#pin-hint")).to_contain_text("A passkey needs the network")
    expect(by_passkey).to_have_count(0)


def test_a_passkey_that_finds_no_server_asks_for_the_pin(page: Page) -> None:
    """The counter believes that it has a network: all but this is answered."""
    with_passkey(page)
    page.route("**/counter/api/approve/passkey", lambda route: route.abort())
    page.get_by_role("button", name="Approve with a passkey").click()
    expect(page.locator("#pin-error")).to_contain_text("A passkey needs the network")
    assert Approval.objects.count() == 0


@pytest.mark.rows("CUS-01")
def test_the_counter_shows_the_allergies_of_whom_it_is_for_and_keeps_nothing(page: Page) -> None:
    stocked = stocked_shop()
    shop = stocked.shop
    patient_id = register(shop, "Xanthippe Quillfeather")
    record_health(
        actor=shop.owner,
        branch_id=shop.branch_id,
        patient_id=patient_id,
        fact=NewHealthFact("allergy", "penicillins"),
    )
    open_counter(page, shop, "ratna")
    sell(page, "paracetamol")
    page.keyboard.press("F10")
    page.get_by_role("button", name="Patient", exact=True).click()
    page.locator("#text").fill("xanth")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Xanthippe Quillfeather").click()

    banner = page.locator("[data-patient]")
    expect(banner).to_contain_text("XQ · Xanthippe Q.")
    expect(banner).to_contain_text("Allergies: Penicillins.")
    written = everything_kept(page)
    for needle in ("Xanthippe", "Quillfeather", "enicillin", str(patient_id)):
        assert needle not in written

    pay(page)
    page.keyboard.press("Enter")
    until(page, lambda: SalePatient.objects.count() == 1)
    assert SalePatient.objects.get().patient_id == patient_id
    expect(banner).to_have_count(0)
