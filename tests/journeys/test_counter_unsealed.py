"""Where nothing can be sealed, no prescription is recorded."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop, until
from tests.journeys.test_counter_plain_http import INSECURE
from tests.support.browser import NewPage
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.journey


def without_key(route: Route) -> None:
    """The feed of a server that gives no key."""
    response = route.fetch()
    body = response.text()
    if not body.startswith("{"):
        route.fulfill(response=response)
        return
    document = json.loads(body)
    if document.get("settings"):
        del document["settings"]["sealing"]
    route.fulfill(status=response.status, json=document)


@pytest.mark.first_load
@pytest.mark.parametrize(
    ("locale", "why", "exception"),
    [
        ("en", "Prescriptions can’t be entered at this address.", "Allowed without prescription"),
        ("id", "Resep tidak dapat diisi di alamat ini.", "Boleh tanpa resep"),
    ],
)
def test_over_plain_http_a_prescription_is_refused_with_its_reason(
    new_page: NewPage, locale: str, why: str, exception: str
) -> None:
    page = new_page(locale=locale)
    page.add_init_script(INSECURE)
    open_counter(page, stocked_shop().shop, "ratna", without_key=True)
    sell(page, "amlodipine")
    card = page.locator("[data-problem=prescription]")
    expect(card).to_contain_text(why)
    expect(card).to_contain_text("HTTPS")
    card.get_by_role("button", name=exception).click()
    page.get_by_role("dialog").get_by_role("radio").first.check()
    page.keyboard.press("Enter")
    expect(page.locator("[data-problem]")).to_have_count(0)
    pay(page)
    until(page, lambda: Sale.objects.count() == 1)


def test_a_server_that_gives_no_key_takes_no_prescription(page: Page) -> None:
    page.route("**/counter/api/feed**", without_key)
    open_counter(page, stocked_shop().shop, "ratna")
    sell(page, "amlodipine")
    card = page.locator("[data-problem=prescription]")
    expect(card).to_contain_text("Prescriptions can’t be entered on this device yet.")
    expect(card.get_by_role("button", name="Enter prescription")).to_have_count(0)
    page.get_by_role("button", name="Remove line 1").click()
    sell(page, "paracetamol")
    pay(page)
    until(page, lambda: Sale.objects.count() == 1)
    page.unroute_all(behavior="ignoreErrors")
