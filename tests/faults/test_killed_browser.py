"""The browser is killed right after a paper shows: each sale, return and move of cash arrives once.

A killed process proves the order (written, then shown) and that nothing is sent twice; that the
disk has it when the power goes is the setting which tests/surfaces/counter/db asserts.
"""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.faults.killed import Till, numbers, sale, still_paired
from tests.journeys.counter import (
    pair_and_sign_in,
    sign_in,
    stocked_shop,
    until_told,
)
from tests.support.shop import stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.queries.series import missing_numbers
from theriac.domains.tills.models import CashMovement, HeldTillDocument, TillSession
from theriac.domains.tills.settlement import expected_of

pytestmark = pytest.mark.journey


ACTS = ("sale", "return", "drop")
FLOAT, DROP = 100_000, 1_000


def till_dialog(page: Page) -> Locator:
    """The dialogue of the till, from the menu."""
    page.keyboard.press("F10")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Till", exact=True).click()
    return dialog


def give_back(page: Page) -> None:
    """Until its credit note shows."""
    sale(page)
    number = page.locator("[data-done]").get_attribute("data-done")
    page.keyboard.press("F10")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Return goods").click()
    dialog.get_by_role("button", name=re.compile(str(number))).click()
    dialog.get_by_label(re.compile("Returned of Paracetamol")).first.fill("1")  # by batch
    dialog.get_by_role("button", name="Check return").click()
    dialog.get_by_role("button", name="Complete return").click()
    expect(dialog.locator("[data-note]")).to_be_visible()


def drop(page: Page) -> None:
    """Until the till says that it was recorded."""
    dialog = till_dialog(page)
    dialog.get_by_role("button", name="Cash in, cash out, safe drop").click()
    dialog.get_by_role("button", name="Safe drop").click()
    dialog.get_by_label("Amount").fill("1.000")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Amount")).to_have_count(0)


def kill_after(till: Till, act: str, *, is_alone: bool) -> None:
    """Start the browser, do it, with a network or not, and kill the browser once that shows."""
    page = till.open()
    still_paired(till, page)
    sign_in(page, "dewi")
    if is_alone:
        page.route("**/counter/api/**", lambda route: route.abort())
    {"sale": sale, "return": give_back, "drop": drop}[act](page)
    till.kill()


@pytest.mark.rows("OFF-12", "SAL-10", "SAL-23")
def test_a_browser_killed_right_after_the_receipt_loses_and_doubles_nothing(
    till: Till, is_long: bool, rng: random.Random
) -> None:
    acts = rng.choices(ACTS, (3, 1, 1), k=97) if is_long else []
    stocked = stocked_shop()
    shop = stocked.shop
    stock_up(shop, stocked.medicines["paracetamol"], 9_000, batch_number="PCT2410B")
    change_settings(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        version=1,
        changes={"till_sessions": True},
    )
    page = till.open()
    pair_and_sign_in(page, shop)
    dialog = till_dialog(page)
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    expect(dialog).to_have_count(0)
    until_told(page)
    till.close()  # Chromium writes a new cookie after half a minute, or now
    acts += rng.sample(ACTS, len(ACTS))
    for act in acts:
        kill_after(till, act, is_alone=rng.random() < 0.6)

    page = till.open()
    still_paired(till, page)
    sign_in(page, "dewi")
    expect(page.get_by_role("button", name="Online, all sent")).to_be_visible()
    returns, drops = acts.count("return"), acts.count("drop")
    sold = len(acts) - drops
    assert numbers(Sale) == list(range(1, sold + 1))
    assert numbers(CustomerReturn) == list(range(1, returns + 1))
    assert CashMovement.objects.count() == returns + drops
    assert not HeldTillDocument.objects.exists()
    session = TillSession.objects.get()
    came = sum(Sale.objects.values_list("total", flat=True))
    went = sum(CustomerReturn.objects.values_list("total", flat=True))
    lines = expected_of([session])[session.id]
    assert lines.total == FLOAT + came - went - DROP * drops
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    assert DiscrepancyCase.objects.count() == 0
    assert [v.sentence for result in run_checks() for v in result.violations] == []
