"""What the counter's bench waits for in the page is there in the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bench.counter.acts import FILL, LOADED
from tests.journeys.counter import open_counter, stocked_shop

pytestmark = [pytest.mark.journey, pytest.mark.rows("OPS-30")]


def test_it_sees_that_the_copy_is_there_and_fills_a_basket(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "ratna")
    page.wait_for_function(LOADED)
    assert page.evaluate(FILL, ["Paracetamol 500 mg tablet"]) == 1
