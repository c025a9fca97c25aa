"""A ticket is taken at the kiosk, called at a counter, and seen on the screen of the shop."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, open_dialog, stocked_shop, until
from theriac.domains.queue_tickets.commands.issue import issue_ticket
from theriac.domains.queue_tickets.models import QueueTicket

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-29")]


def test_it_is_called_by_keys_and_seen_by_everybody(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    dialog = open_dialog(page, "F10")
    dialog.get_by_role("button", name="Queue").click()
    with page.expect_popup() as kiosk_opened:
        page.get_by_role("button", name="Open ticket kiosk").click()
    kiosk = kiosk_opened.value
    kiosk.get_by_role("button", name="Prescription").click()
    expect(kiosk.locator(".t-queue-number")).to_have_text("R001")
    with page.expect_popup() as screen_opened:
        page.get_by_role("button", name="Open call screen").click()
    screen = screen_opened.value
    expect(screen.locator("main")).to_contain_text("Take a ticket.")
    expect(page.get_by_role("dialog")).to_contain_text("Waiting: 1")
    page.get_by_role("button", name="Call next").click()
    expect(page.get_by_role("dialog")).to_contain_text("R001 is called")
    expect(screen.locator(".t-queue-number")).to_have_text("R001")
    expect(screen.locator(".t-queue-counter")).to_contain_text("Kasir 2")
    page.get_by_role("button", name="Served").click()
    until(page, QueueTicket.objects.filter(state="served").exists)
    expect(screen.locator("main")).to_contain_text("Take a ticket.")


def test_one_press_calls_one_ticket_however_often_the_key_repeats(page: Page) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    for _customer in range(4):
        issue_ticket(actor=shop.owner, branch_id=shop.branch_id, kind="prescription")
    dialog = open_dialog(page, "F10")
    dialog.get_by_role("button", name="Queue").click()
    expect(page.get_by_role("dialog")).to_contain_text("Waiting: 4")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    call_next = page.get_by_role("button", name="Call next")
    call_next.evaluate("(button) => { button.click(); button.click(); }")
    expect(page.get_by_role("dialog")).to_contain_text("R001 is called")

    call_next.focus()
    page.keyboard.down("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("R002 is called")
    page.keyboard.down("Enter")  # it repeats
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    with page.expect_response(lambda answer: answer.url.endswith("/api/queue")):
        pass  # what was pressed before is asked by then
    expect(page.get_by_role("dialog")).to_contain_text("Waiting: 2")
    assert len([url for url in asked if url.endswith("/queue/call")]) == 2
    assert sorted(QueueTicket.objects.values_list("sequence", "state")) == [
        (1, "served"),
        (2, "called"),
        (3, "waiting"),
        (4, "waiting"),
    ]


def test_on_a_phone_in_bahasa(new_page: Callable[..., Page]) -> None:
    page = new_page(width=390, height=844, locale="id")
    open_counter(page, stocked_shop().shop)
    dialog = open_dialog(page, "F10")
    dialog.get_by_role("button", name="Antrean").click()
    page.get_by_role("button", name="Pengambilan").last.click()
    expect(page.get_by_role("dialog")).to_contain_text("Nomor P001")
    page.get_by_role("button", name="Panggil berikutnya").click()
    expect(page.get_by_role("dialog")).to_contain_text("P001 dipanggil")
