"""A pharmacist signs at a cashier's counter: by PIN or badge, with and without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import Stocked, open_counter, pay, sell, stocked_shop, until
from tests.support.browser_storage import everything_kept, kept, remembered
from tests.support.scanner import Scanner
from theriac.domains.accounts.commands.badges import issue_badge
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleGround

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]
PIN, WRONG = "508214", "508215"


def with_pharmacist() -> tuple[Stocked, User]:
    """A shop whose pharmacist has a PIN."""
    stocked = stocked_shop()
    ratna = User.objects.get_by_natural_key("ratna")
    actor = actor_of_person(ratna.id, branch_id=stocked.shop.branch_id)
    assert actor is not None
    set_pin(actor=actor, pin=PIN)
    return stocked, ratna


def ask(page: Page) -> None:
    """Sell what needs a prescription, and type what it says."""
    sell(page, "amlodipine")
    page.get_by_role("button", name="Enter prescription").click()
    page.locator("#prescriber").fill("dr. Maya L.")
    page.locator("#number").fill("0412")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save prescription").click()


def by_pin(page: Page, pin: str) -> None:
    page.get_by_role("dialog").get_by_label("Ratna").check()
    page.locator("dialog #pin").fill(pin)
    save(page)


def finish(page: Page, sales: int) -> None:
    expect(page.get_by_role("dialog")).to_have_count(0)
    pay(page)
    page.keyboard.press("Enter")
    expect(page.locator("header")).to_contain_text("Dewi")
    until(page, lambda: sales < 1 or Sale.objects.count() == sales)


@pytest.mark.rows("SEC-10")
def test_a_pharmacist_signs_by_pin_and_without_a_network_too(page: Page) -> None:
    stocked, ratna = with_pharmacist()
    open_counter(page, stocked.shop)
    ask(page)
    save(page)
    expect(page.locator("dialog")).to_contain_text("Enter the 6 digits")
    by_pin(page, WRONG)
    expect(page.locator("#pin-error")).to_be_visible()
    expect(page.locator("#number")).to_have_value("0412")
    by_pin(page, PIN)
    finish(page, 1)
    key = f"pin {ratna.id}"
    until(page, lambda: key in (remembered(page, "proofs") or {}))

    page.context.set_offline(True)
    ask(page)
    by_pin(page, WRONG)
    expect(page.locator("#pin-error")).to_contain_text("4")
    by_pin(page, PIN)
    finish(page, 0)
    page.context.set_offline(False)
    until(page, lambda: Sale.objects.count() == 2)

    assert set(SaleGround.objects.values_list("permitted_by", flat=True)) == {ratna.id}
    dewi = User.objects.get_by_natural_key("dewi")
    assert set(Sale.objects.values_list("person_id", flat=True)) == {dewi.id}
    assert DiscrepancyCase.objects.count() == 0
    assert PIN not in everything_kept(page)


@pytest.mark.rows("SEC-10")
def test_a_badge_signs_and_leaves_the_counter_to_whom_it_is(page: Page) -> None:
    stocked, ratna = with_pharmacist()
    badge = issue_badge(actor=stocked.shop.owner, user_id=ratna.id, asks_pin=True)
    open_counter(page, stocked.shop)
    for sales, offline in ((1, False), (2, True)):
        page.context.set_offline(offline)
        ask(page)
        Scanner(page)(badge)
        expect(page.get_by_role("dialog")).to_contain_text("Badge scanned")
        save(page)
        expect(page.locator("#pin-error")).to_contain_text("also needs your PIN")
        page.locator("dialog #pin").fill(PIN)
        save(page)
        finish(page, 0 if offline else sales)
        until(page, lambda: "badge " in str(kept(page, "device", "proofs")))
    page.context.set_offline(False)
    until(page, lambda: Sale.objects.count() == 2)

    assert set(SaleGround.objects.values_list("permitted_by", flat=True)) == {ratna.id}
