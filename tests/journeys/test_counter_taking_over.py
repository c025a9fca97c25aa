"""Two people at one counter change by PIN: the right one on each sale, with and without network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    open_counter,
    open_dialog,
    pay,
    sell,
    stocked_shop,
    until,
    until_drafted,
)
from tests.support.browser_storage import remembered
from tests.support.scanner import HANDS_PACE, Scanner
from theriac.domains.accounts.commands.badges import issue_badge
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]
PIN = {"dewi": "482915", "ratna": "730164"}
AHEAD = """
const now = Date.now.bind(Date);
window.ahead = 0;
Date.now = () => now() + window.ahead;
"""
"""The page's clock, which a test moves on."""


def give_pins() -> dict[str, str]:
    names = {}
    for name, pin in PIN.items():
        user = User.objects.get_by_natural_key(name)
        person = actor_of_person(user.id)
        assert person is not None
        set_pin(actor=person, pin=pin)
        names[str(user.id)] = name
    return names


def sign_out(page: Page) -> None:
    open_dialog(page, "F10")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#username")).to_be_focused()


def until_learned(page: Page, name: str) -> None:
    """The device remembers what proves this person's PIN; it takes a moment."""
    key = f"pin {User.objects.get_by_natural_key(name).id}"
    until(page, lambda: key in (remembered(page, "proofs") or {}))


def type_pin(page: Page, name: str, pin: str) -> None:
    page.get_by_role("button", name=name.title()).click()
    expect(page.locator("#pin")).to_be_focused()
    page.keyboard.type(pin)
    page.keyboard.press("Enter")


def take_over(page: Page, name: str) -> None:
    type_pin(page, name, PIN[name])
    expect(page.locator("#search")).to_be_focused()


@pytest.mark.rows("SEC-10")
def test_the_right_person_is_on_each_sale_with_and_without_a_network(page: Page) -> None:
    stocked = stocked_shop()
    names = give_pins()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    sign_out(page)

    take_over(page, "ratna")
    until_learned(page, "ratna")
    pay(page)
    page.keyboard.press("Enter")
    sign_out(page)
    take_over(page, "dewi")
    sell(page, "salts")
    pay(page)
    page.keyboard.press("Enter")
    until(page, lambda: Sale.objects.count() == 2)
    assert [names[str(sale.person_id)] for sale in Sale.objects.order_by("sequence")] == [
        "ratna",
        "dewi",
    ]

    sign_out(page)
    page.context.set_offline(True)
    take_over(page, "ratna")
    sell(page, "salts")
    pay(page)
    page.keyboard.press("Enter")
    sign_out(page)
    page.context.set_offline(False)
    take_over(page, "dewi")
    until(page, lambda: Sale.objects.count() == 3)
    assert names[str(Sale.objects.latest("sequence").person_id)] == "ratna"

    ratna = User.objects.get_by_natural_key("ratna")
    badge = issue_badge(actor=stocked.shop.owner, user_id=ratna.id, asks_pin=False)
    sell(page, "paracetamol")
    Scanner(page, pace=HANDS_PACE)(badge)  # over an open basket, which stays
    expect(page.locator("header")).to_contain_text("Ratna")
    dewi = User.objects.get_by_natural_key("dewi")
    Scanner(page)(issue_badge(actor=stocked.shop.owner, user_id=dewi.id, asks_pin=False))
    expect(page.locator("header")).to_contain_text("Dewi")
    Scanner(page)(badge)
    expect(page.locator("header")).to_contain_text("Ratna")
    pay(page)
    page.keyboard.press("Enter")
    until(page, lambda: Sale.objects.count() == 4)
    assert names[str(Sale.objects.latest("sequence").person_id)] == "ratna"


@pytest.mark.rows("SEC-10")
def test_without_a_network_five_wrong_pins_lock_it_and_an_idle_counter_locks_itself(
    page: Page,
) -> None:
    stocked = stocked_shop()
    give_pins()
    page.add_init_script(AHEAD)
    open_counter(page, stocked.shop)
    sign_out(page)
    take_over(page, "dewi")
    until_learned(page, "dewi")
    sell(page, "paracetamol")
    until_drafted(page, 1)

    page.evaluate("window.ahead = 11 * 60_000")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("The basket with 1 line is saved.")).to_be_visible()

    page.context.set_offline(True)
    page.get_by_role("button", name="Dewi").click()
    for left in ("4 tries left", "3 tries left", "2 tries left", "1 try left", "Too many"):
        page.locator("#pin").fill("000001")
        page.keyboard.press("Enter")
        expect(page.locator("#pin-error")).to_contain_text(left)
    page.locator("#pin").fill(PIN["dewi"])
    page.keyboard.press("Enter")
    expect(page.locator("#pin-error")).to_contain_text("Too many wrong PINs on this device")

    page.context.set_offline(False)
    page.get_by_role("button", name="Use name and password").click()
    take_over(page, "dewi")
    expect(page.locator("[data-line]")).to_have_count(1)
