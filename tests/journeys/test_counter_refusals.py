"""Refusals at the counter: each names thing, number and next step, beside what it concerns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import (
    REFUSED,
    noted,
    open_counter,
    open_with_its_copy_on_the_way,
    sell,
    sign_in,
    stocked_shop,
)
from tests.support.browser import NewPage
from tests.support.scanner import HANDS_PACE, SCANNERS_PACE, Scanner
from tests.support.shop import add_medicine, stock_up
from theriac.core import clock
from theriac.core.formatting import format_date, read_date
from theriac.core.outbox.relay import relay_once
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.sales.models import Sale
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.batches import hold_batch

pytestmark = pytest.mark.journey


@pytest.mark.rows("SAL-02", "STK-07")
def test_too_little_offers_what_is_here(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "4*amlodipine")
    notice = page.locator("[data-problem=insufficient]")
    expect(notice).to_contain_text("Amlodipine 10 mg tablet: 4 strips requested, 3 strips in stock")
    expect(page.get_by_role("button", name="Check line 1 first")).to_be_disabled()
    assert REFUSED in noted(page)
    notice.get_by_role("button", name="Sell 3 strips").click()
    expect(page.get_by_role("row", name="Amlodipine")).to_contain_text("3 strips")
    expect(page.locator("#search")).to_be_focused()


@pytest.mark.rows("SAL-02")
def test_what_another_counter_sold_meanwhile_is_refused_before_payment(page: Page) -> None:
    """The device doesn't know it yet: no event has its position. The check finds it."""
    stocked = stocked_shop()
    shop = stocked.shop
    open_counter(page, shop)
    sell(page, "2*paracetamol", "5*oral")
    hold_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=stocked.batches["PCT2409A"],
        reason="recall",
    )
    write_off_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=stocked.batches["ORS2507"],
        quantity=20,
        reason="broken",
    )
    page.keyboard.press("F9")
    expect(page.locator("[data-problem]")).to_be_visible()
    expect(page.locator("#amount")).to_have_count(0)
    salts = page.get_by_role("row", name="Oral rehydration salts")
    expect(salts).to_contain_text("not enough stock")
    page.get_by_role("button", name="Sell 4 sachets").click()
    expect(page.get_by_role("row", name="Paracetamol")).to_contain_text("check this")
    expect(page.locator("[data-problem=server]")).to_contain_text(
        "is expired or on hold. Choose another batch"
    )
    relay_once()
    held = page.locator("[data-problem=insufficient]")
    expect(held).to_contain_text("The stock is on hold. Choose another product.")
    assert Sale.objects.count() == 0


@pytest.mark.parametrize("pace", [SCANNERS_PACE, HANDS_PACE])
def test_an_unknown_code_says_so_and_takes_the_next_one(page: Page, pace: int) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    keys = Scanner(page, pace=pace)
    keys("8991234567907")
    expect(page.get_by_text("This code isn’t in the catalogue")).to_be_visible()
    assert noted(page) == [REFUSED, 262]
    keys("8991234567891")
    expect(page.get_by_role("row", name="Paracetamol")).to_contain_text("1 strip")


def test_a_name_that_fits_only_in_part_is_not_added_unchosen(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    page.keyboard.type("paracetamol qwzx")
    expect(page.get_by_role("option", name="Paracetamol 500 mg tablet")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("No product matches all of “paracetamol qwzx”")).to_be_visible()
    expect(page.get_by_role("heading", name="The basket is empty")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Paracetamol")).to_be_visible()


@pytest.mark.rows("CAT-18")
def test_of_two_medicines_as_likely_neither_is_added_unchosen(page: Page) -> None:
    stocked = stocked_shop()
    for strength in (5, 10):
        medicine = add_medicine(stocked.shop, f"Zolmer {strength} mg tablet")
        stock_up(stocked.shop, medicine, 30)
    open_counter(page, stocked.shop)
    page.keyboard.type("zolmer")
    expect(page.get_by_role("option", name="Zolmer 5 mg tablet")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Several medicines match “zolmer”")).to_be_visible()
    expect(page.get_by_role("heading", name="The basket is empty")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Zolmer")).to_have_count(1)


@pytest.mark.rows("CAT-18")
def test_a_phone_says_in_the_list_that_one_must_be_chosen(new_page: NewPage) -> None:
    stocked = stocked_shop()
    for strength in (5, 10):
        stock_up(stocked.shop, add_medicine(stocked.shop, f"Zolmer {strength} mg tablet"), 30)
    page = new_page(width=390, height=844, has_touch=True)
    open_counter(page, stocked.shop)
    page.locator("[data-search]").fill("zolmer")
    expect(page.get_by_role("option", name="Zolmer 5 mg tablet")).to_be_visible()
    page.locator("[data-search]").press("Enter")
    asked = page.get_by_role("status").filter(has_text="Several medicines match “zolmer”")
    expect(asked).to_contain_text("Tap the right one.")
    expect(asked).to_be_in_viewport()
    page.get_by_role("option", name="Zolmer 5 mg tablet").tap()
    expect(page.locator("[data-basket] [data-line]")).to_have_count(1)


def test_nothing_is_guessed_before_the_whole_catalogue_is_here(page: Page) -> None:
    stocked = stocked_shop()

    def cut_after_the_first_page(route: Route) -> None:
        answer = route.fetch()
        page_of_feed = answer.json()
        page_of_feed["cursor"] = "s.more"
        route.fulfill(response=answer, json=page_of_feed)

    page.route("**/api/feed?", cut_after_the_first_page)
    page.route("**/api/feed?cursor=*", lambda route: route.abort())
    open_with_its_copy_on_the_way(page, stocked.shop)
    page.keyboard.type("paracetamol")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Loading the catalogue", exact=True)).to_be_visible()
    expect(page.locator("[data-line]")).to_have_count(0)
    page.locator("#search").fill("")
    Scanner(page)("8991234567891")
    expect(page.get_by_role("row", name="Paracetamol")).to_be_visible()


def test_a_code_that_names_an_expired_batch_shows_the_good_one(page: Page) -> None:
    stocked = stocked_shop()
    shop, paracetamol = stocked.shop, stocked.medicines["paracetamol"]
    stock_up(shop, paracetamol, 30, batch_number="OLD1", days=-20)
    open_counter(page, shop)
    Scanner(page)("(01)08991234567891(10)OLD1")
    notice = page.locator("[data-problem=unsellable_batch]")
    expired = (shop.today - timedelta(days=20)).day
    expect(notice).to_contain_text(f"batch OLD1 expired on {expired} ")
    expect(notice).to_contain_text("Use PCT2409A instead")
    expect(notice).to_contain_text("at A-02")
    notice.get_by_role("button", name="Use PCT2409A").click()
    expect(page.get_by_role("row", name="Paracetamol")).to_contain_text("PCT2409A")
    expect(page.locator("[data-problem]")).to_have_count(0)


def test_a_controlled_medicine_can_only_be_taken_out(page: Page) -> None:
    stocked = stocked_shop()
    diazepam = add_medicine(stocked.shop, "Diazepam 5 mg tablet", legal_class="psikotropika")
    stock_up(stocked.shop, diazepam, 30)
    open_counter(page, stocked.shop, "ratna")
    sell(page, "diazepam")
    notice = page.locator("[data-problem=class_refused]")
    expect(notice).to_contain_text("can’t be sold here: Psychotropic")
    expect(notice.get_by_role("button")).to_have_count(1)
    notice.get_by_role("button", name="Remove line 1").click()
    expect(page.get_by_role("heading", name="The basket is empty")).to_be_visible()


@pytest.mark.rows("CAT-08")
def test_a_cashier_has_a_pharmacist_sign_for_a_prescription(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "dewi")
    sell(page, "amlodipine")
    page.get_by_role("button", name="Enter prescription").click()
    dialog = page.get_by_role("dialog", name="Prescription")
    dialog.get_by_role("button", name="Save prescription").click()
    expect(dialog).to_contain_text("Enter the prescriber.")
    dialog.get_by_label("Prescriber").fill("dr. Maya L.")
    dialog.get_by_label("Prescription number").fill("0412")
    expect(dialog.locator("[type=password]")).to_have_count(1)  # the PIN: no password is typed here
    dialog.get_by_label("Ratna").check()
    expect(dialog).to_contain_text("Ratna has no PIN.")
    ratna = User.objects.get_by_natural_key("ratna")
    pharmacist = actor_of_person(ratna.id, branch_id=stocked.shop.branch_id)
    assert pharmacist is not None
    set_pin(actor=pharmacist, pin="508214")
    dialog.get_by_label("PIN").fill("508215")
    dialog.get_by_role("button", name="Save prescription").click()
    expect(dialog.get_by_role("alert")).to_have_count(1)
    expect(dialog.get_by_label("Prescriber")).to_have_value("dr. Maya L.")
    dialog.get_by_label("PIN").fill("508214")
    dialog.get_by_role("button", name="Save prescription").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("[data-problem]")).to_have_count(0)
    expect(page.get_by_text("R/ 0412 · dr. Maya L.")).to_be_visible()
    expect(page.locator(".t-head")).to_contain_text("Dewi")


@pytest.mark.rows("CAT-08")
def test_a_prescription_that_is_too_old_is_refused_where_it_is_typed(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "ratna")
    sell(page, "amlodipine")
    page.get_by_role("button", name="Enter prescription").click()
    dialog = page.get_by_role("dialog", name="Prescription")
    dialog.get_by_label("Prescriber").fill("dr. Maya L.")
    dialog.get_by_label("Prescription number").fill("0412")
    written = dialog.get_by_label("Prescription date")
    today = read_date(written.input_value())
    written.fill((today - timedelta(days=31)).isoformat())
    dialog.get_by_role("button", name="Save prescription").click()
    expect(dialog).to_contain_text("Ask the prescriber for a new one.")
    written.fill((today - timedelta(days=30)).isoformat())
    dialog.get_by_role("button", name="Save prescription").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("[data-problem]")).to_have_count(0)

    with clock.at(clock.now() + timedelta(days=1)):
        page.clock.set_system_time(clock.now())
        sell(page, "paracetamol")
        card = page.locator("[data-problem=prescription_date]")
        expect(card).to_contain_text("was valid until")
        card.get_by_role("button", name="Enter prescription").click()
        expect(dialog.get_by_label("Prescription date")).to_have_value(
            format_date(today - timedelta(days=30), "en")
        )


def test_a_named_exception_stands_for_a_prescription(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "ratna")
    sell(page, "amlodipine")
    page.get_by_role("button", name="Allowed without prescription").click()
    dialog = page.get_by_role("dialog", name="Allowed without prescription")
    dialog.get_by_role("radio", name="Pharmacist-only medicine (OWA)").check()
    dialog.get_by_role("button", name="Save prescription").click()
    expect(page.locator("[data-problem]")).to_have_count(0)


def test_a_lapsed_right_signs_out_and_keeps_the_basket(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "dewi")
    sell(page, "paracetamol")
    dewi = User.objects.get_by_natural_key("dewi")
    set_person_active(actor=stocked.shop.owner, user_id=dewi.id, active=False)
    expect(page.get_by_text("The basket with 1 line is saved.")).to_be_visible()
    sign_in(page, "ratna")
    expect(page.get_by_role("row", name="Paracetamol")).to_be_visible()


def test_a_price_that_changed_takes_one_click(page: Page) -> None:
    stocked = stocked_shop()
    paracetamol = stocked.medicines["paracetamol"]
    open_counter(page, stocked.shop)
    sell(page, "2*paracetamol")
    set_price(actor=stocked.shop.owner, pack_id=paracetamol.packs[10], amount=6800)
    relay_once()
    notice = page.locator("[data-problem=price_changed]")
    expect(notice).to_contain_text("Strip of 10: Rp\u00a06.500 in the basket, now Rp\u00a06.800.")
    notice.get_by_role("button", name="Use Rp\u00a06.800").click()
    expect(page.locator(".t-total")).to_contain_text("Rp\u00a013.600")
