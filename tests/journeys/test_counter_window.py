"""This counter at a server of a newer protocol: it leaves alone what it doesn't know."""

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
from theriac.surfaces.counter.endpoints import NEWEST

pytestmark = pytest.mark.journey


def answer_as_a_newer(route: Route) -> None:
    """What a server of the next protocol answers: more of everything, under its own number."""
    response = route.fetch()
    body = response.text()
    if body.startswith("{"):
        document = json.loads(body)
        for part in [document, *(document.get("people") or []), *(document.get("batches") or [])]:
            part["of_tomorrow"] = {"any": "thing"}
        body = json.dumps(document)
    headers = {**response.headers, "x-theriac-protocol": str(NEWEST + 1)}
    headers.pop("content-encoding", None)
    headers.pop("content-length", None)
    route.fulfill(status=response.status, headers=headers, body=body)


def test_it_pairs_sells_and_sends(page: Page) -> None:
    page.route("**/counter/api/**", answer_as_a_newer)
    open_counter(page, stocked_shop().shop)
    for _sale in range(2):
        sell(page, "paracetamol")
        pay(page)
        expect(page.locator("[data-done]")).to_contain_text("Sent")
    reloaded(page)  # the ids of what was sent are offered now
    all_sent(page)
    expect(page.locator(".t-banner")).to_have_count(0)
    assert [sale.sequence for sale in Sale.objects.order_by("sequence")] == [1, 2]

    page.unroute("**/counter/api/**")
    page.route("**/counter/api/**", lambda route: route.abort())
    sell(page, "paracetamol")
    pay(page)
    unsent(page, 1)
