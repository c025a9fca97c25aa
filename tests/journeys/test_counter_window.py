"""This counter at a server one protocol older: it does without what that lacks."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    pay,
    reloaded,
    sell,
    stocked_shop,
    unsent,
)
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.journey
NEWER_HEADERS = {"x-theriac-protocol"}


def answer_as_before(route: Route) -> None:
    """What the server of protocol 1 would have answered."""
    if route.request.url.endswith(("/api/offer", "/api/quota")):
        route.fulfill(status=404, body="")
        return
    response = route.fetch(headers={**route.request.headers, "x-theriac-counter": "1"})
    headers = {name: one for name, one in response.headers.items() if name not in NEWER_HEADERS}
    body = response.text()
    if body.startswith("{"):
        document = json.loads(body)
        for person in [document, *(document.get("people") or [])]:
            person.pop("valid_until", None)
        body = json.dumps({**document, "of_long_ago": True})
    headers.pop("content-encoding", None)
    headers.pop("content-length", None)
    route.fulfill(status=response.status, headers=headers, body=body)


def test_it_pairs_sells_and_sends(page: Page) -> None:
    page.route("**/counter/api/**", answer_as_before)
    open_counter(page, stocked_shop().shop)
    for _sale in range(2):
        sell(page, "paracetamol")
        pay(page)
        expect(page.locator("[data-done]")).to_contain_text("Sent")
    reloaded(page)  # the ids of what was sent would be offered now
    all_sent(page)
    expect(page.locator(".t-banner")).to_have_count(0)
    assert [sale.sequence for sale in Sale.objects.order_by("sequence")] == [1, 2]

    page.unroute("**/counter/api/**")
    page.route("**/counter/api/**", lambda route: route.abort())
    # without quotas from the server it sells on as before
    sell(page, "paracetamol")
    pay(page)
    unsent(page, 1)
