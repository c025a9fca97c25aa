"""A held sale and a gap are decided in a real browser; each page is accessible and fits."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.backoffice import Opener, be_signed_in
from tests.support.layouts import LAYOUTS, Layout, look_at_each, owners_page
from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.turns import Turns
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.terminals import note_clock
from theriac.domains.sales.models import HeldPush, Sale, VoidedNumber

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    """Sales 1 and 4 are booked, another sale came with number 4, one clock is off."""
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    for quantity, sequence in ((1, 1), (2, 4), (3, 4)):
        line = pushed_line(shop, medicine, [(batch, quantity)], batch_reason="in_hand")
        push(shop, pushed_sale(shop, [line], sequence))
    note_clock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.terminal_id,
        skew_seconds=420,
    )
    return shop


def violations() -> list[str]:
    return [v.sentence for result in run_checks() for v in result.violations]


@pytest.mark.rows("SAL-33")
def test_a_held_sale_is_booked_and_a_gap_declared_void(shop: Shop, page: Page) -> None:
    be_signed_in(page)
    page.goto("/cases/")
    page.get_by_role("link", name="Sales on hold").click()
    page.get_by_role("link", name=HeldPush.objects.get().number).click()
    page.get_by_role("radio", name="Book it: the goods were handed over").check()
    page.get_by_label("Reason").fill("Both customers have a receipt.")
    page.get_by_role("button", name="Save decision").click()
    expect(
        page.get_by_text("Sale booked. Any differences are listed as discrepancies.")
    ).to_be_visible()
    expect(page.get_by_text(f"this sale has number MLT-K1-H{shop.today:%y}-000001")).to_be_visible()

    page.goto("/cases/")
    page.get_by_role("link", name="Missing numbers").click()
    page.get_by_role("link", name="Declare void").click()
    expect(page.get_by_label("From number")).to_have_value("2")
    page.get_by_label("Reason").fill("The printer was tried out.")
    page.get_by_role("button", name="Declare void").click()
    expect(page.get_by_text("No missing numbers")).to_be_visible()

    assert sorted(VoidedNumber.objects.values_list("sequence", flat=True)) == [2, 3]
    assert Sale.objects.count() == 3
    assert violations() == []


@pytest.mark.rows("UX-01")
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_its_pages_are_accessible_and_fit(
    shop: Shop, new_page: Opener, layout: Layout, on_turn: Turns
) -> None:
    addresses = [
        "/cases/missing/",
        f"/cases/missing/{series_of(shop).id}/2/",
        f"/cases/held/{HeldPush.objects.get().id}/",
        f"/sales/{Sale.objects.get(sequence=4).id}/",
        f"/sales/{Sale.objects.get(sequence=4).id}/receipt/",
        "/tour/",
        "/terminals/",
        f"/terminals/{shop.terminal_id}/",
    ]
    look_at_each(owners_page(shop, new_page, layout), layout, addresses, on_turn)
