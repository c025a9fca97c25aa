"""The browser ends and starts again without a network: the counter opens, somebody sells."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    NOTES,
    all_sent,
    listening,
    open_counter,
    pay,
    sell,
    sign_in,
    stocked_shop,
    unsent,
    until,
)
from tests.support.browser import Computer
from tests.support.shop import PASSWORD
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.accounts.models import User
from theriac.domains.sales.models import DiscrepancyCase, Sale

pytestmark = pytest.mark.journey

HAS_PROOF = """() => new Promise((resolve) => {
  const opening = indexedDB.open("theriac-counter");
  opening.onsuccess = () => {
    const asked = opening.result.transaction("device").objectStore("device").get("proofs");
    asked.onsuccess = () => { opening.result.close(); resolve(Boolean(asked.result)); };
  };
})"""


def wait_until_ready_for_offline(page: Page) -> None:
    """The program is kept, and so is what proves the person."""
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    until(page, lambda: page.evaluate(HAS_PROOF))


@pytest.mark.rows("OFF-01", "OFF-02", "OFF-08")
def test_after_a_power_cut_and_without_a_network_everything_is_there(computer: Computer) -> None:
    shop = stocked_shop().shop
    page = computer.start()
    open_counter(page, shop)
    wait_until_ready_for_offline(page)
    page.context.set_offline(True)
    for _sale in range(2):
        sell(page, "paracetamol")
        pay(page)
    unsent(page, 2)
    computer.end()

    page = computer.start(offline=True)
    page.add_init_script(NOTES)
    page.goto("/counter/")
    expect(page.locator("#username")).to_be_focused()
    sign_in(page, "dewi")
    unsent(page, 2)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("000003")
    unsent(page, 3)
    page.context.set_offline(False)
    all_sent(page)
    assert [sale.sequence for sale in Sale.objects.order_by("sequence")] == [1, 2, 3]
    assert DiscrepancyCase.objects.count() == 0


def ask_in_vain(page: Page, person: str, password: str, answer: str) -> None:
    page.locator("#username").fill(person)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")
    expect(page.locator("#password-error")).to_have_text(answer)


def test_without_a_network_only_known_people_with_their_password_sign_in(
    computer: Computer,
) -> None:
    shop = stocked_shop().shop
    page = computer.start()
    open_counter(page, shop)
    wait_until_ready_for_offline(page)
    computer.end()
    page = computer.start(offline=True)
    page.goto("/counter/")
    listening(page)
    ask_in_vain(
        page, "dewi", "not the password", "Wrong name or password. Check both and try again."
    )
    ask_in_vain(
        page,
        "ratna",
        PASSWORD,
        "The server doesn’t respond. Check the network, then try again.",
    )
    page.locator("#username").fill("Dewi ")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_right_to_sell_without_news_ends_after_seven_days(
    computer: Computer, language: str
) -> None:
    shop = stocked_shop().shop
    page = computer.start()
    open_counter(page, shop)
    wait_until_ready_for_offline(page)
    computer.end()
    page = computer.start(offline=True)
    later = int(time.time() * 1000) + 8 * 24 * 3600 * 1000
    page.clock.set_fixed_time(later)
    page.goto("/counter/")
    listening(page)
    page.get_by_role("button", name="English" if language == "en" else "Bahasa Indonesia").click()
    page.locator("#username").fill("dewi")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#password-error")).to_contain_text(
        "permission to sell offline ended on"
        if language == "en"
        else "izin berjualan offline berakhir"
    )


def test_who_was_disabled_meanwhile_sells_no_more_once_the_device_hears(
    computer: Computer,
) -> None:
    shop = stocked_shop().shop
    page = computer.start()
    open_counter(page, shop)
    wait_until_ready_for_offline(page)
    page.context.set_offline(True)
    sell(page, "paracetamol")
    pay(page)
    unsent(page, 1)
    dewi = User.objects.get_by_natural_key("dewi")
    set_person_active(actor=shop.owner, user_id=dewi.id, active=False)
    page.context.set_offline(False)
    expect(page.locator("#username")).to_be_visible()
    page.context.set_offline(True)
    ask_in_vain(
        page, "dewi", PASSWORD, "You no longer have permission to sell here. Ask a manager."
    )
    assert Sale.objects.count() == 1
