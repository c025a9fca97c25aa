"""A day at the till: opened, sold in without a network, counted blind, closed, and settled."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import all_sent, open_counter, sell, stocked_shop, until
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.sales.models import Sale
from theriac.domains.tills.models import CashMovement, TillSession

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-23", "SAL-24", "OFF-13")]


def test_a_till_is_closed_without_a_network_and_settles_when_its_sales_arrive(page: Page) -> None:
    shop = stocked_shop().shop
    PharmacySettings.objects.update(till_sessions=True)
    open_counter(page, shop)
    all_sent(page)
    sell(page, "2*paracetamol")
    page.keyboard.press("F9")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    expect(dialog).to_have_count(0)
    until(page, TillSession.objects.exists)
    all_sent(page)

    page.context.set_offline(True)
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    page.keyboard.press("F10")
    page.get_by_role("dialog").get_by_role("button", name="Till", exact=True).click()
    expect(dialog.get_by_role("button", name="X report")).to_have_count(0)
    dialog.get_by_role("button", name="Cash in, cash out, safe drop").click()
    dialog.get_by_role("button", name="Safe drop").click()
    dialog.get_by_label("Amount").fill("50.000")
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_role("button", name="Count and close").click()
    expect(dialog).not_to_contain_text("Expected")
    dialog.get_by_label("Rp 50.000").fill("1")
    dialog.get_by_label("Rp 10.000").fill("1")
    dialog.get_by_role("button", name="Confirm count").click()
    expect(dialog).to_contain_text("Expected")
    dialog.get_by_role("button", name="Close till").click()
    expect(dialog).to_contain_text("Choose a reason.")
    dialog.get_by_label("Reason for the variance").select_option("change")
    dialog.get_by_role("button", name="Close till").click()
    expect(dialog).to_contain_text("Z REPORT")
    dialog.get_by_role("button", name="Open for the next cashier").click()
    expect(dialog.get_by_label("Float")).to_have_value("60.000")
    session = TillSession.objects.get()
    assert (session.state, Sale.objects.count()) == ("open", 0)

    page.context.set_offline(False)
    page.keyboard.press("Escape")
    until(page, lambda: TillSession.objects.get().counted is not None)
    until(page, Sale.objects.exists)
    session.refresh_from_db()
    sale = Sale.objects.get()
    assert sale.till_session_id == session.id
    assert CashMovement.objects.get().amount == 50_000
    assert (session.counted, session.state) == (60_000, "settled")
    assert session.variance == 60_000 - (50_000 + sale.total)


def test_a_sum_that_no_till_holds_is_asked_about_once(page: Page) -> None:
    """A code scanned into the field, say: into the float, a move or a count that stays."""
    shop = stocked_shop().shop
    PharmacySettings.objects.update(till_sessions=True)
    open_counter(page, shop)
    page.keyboard.press("F10")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Till", exact=True).click()
    dialog.get_by_label("Float").fill("8991234567891")
    dialog.get_by_role("button", name="Open till").click()
    expect(dialog.get_by_role("alert")).to_contain_text("far more than this till should hold")
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    expect(dialog).to_have_count(0)

    page.keyboard.press("F10")
    dialog.get_by_role("button", name="Till", exact=True).click()
    dialog.get_by_role("button", name="Cash in, cash out, safe drop").click()
    dialog.get_by_role("button", name="Cash out").click()
    dialog.get_by_label("Amount").fill("3.200.000")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Rp\u00a03.200.000 is far more")
    dialog.get_by_role("button", name="Save").click()  # it is right
    dialog.get_by_role("button", name="Count and close").click()
    dialog.get_by_label("Rp 100.000").fill("8991")
    dialog.get_by_role("button", name="Confirm count").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Rp\u00a0899.100.000 is far more")
    expect(dialog).not_to_contain_text("Expected")
    dialog.get_by_label("Rp 100.000").fill("1")
    expect(dialog.get_by_role("alert")).to_have_count(0)
    dialog.get_by_role("button", name="Confirm count").click()
    expect(dialog).to_contain_text("Expected")
    until(page, CashMovement.objects.exists)
    assert CashMovement.objects.get().amount == 3_200_000
