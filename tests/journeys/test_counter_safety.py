"""What speaks against a basket stands beside it before anybody pays, without the network too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import Stocked, all_sent, open_counter, sell, stocked_shop
from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.shop import stock_up
from theriac.core.outbox.relay import relay_once

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-13", "RX-15")]


def safe_shop() -> Stocked:
    """Aspirin, warfarin and ibuprofen, all told apart by what is in them; the sets in force."""
    stocked = stocked_shop()
    shop = stocked.shop
    for name, substance, atc in (
        ("Aspilet 80 mg", "Aspirin", "B01AC06"),
        ("Simarc 2 mg", "Warfarin", "B01AA03"),
        ("Proris 200 mg", "Ibuprofen", "M01AE01"),
    ):
        medicine = a_generic(shop, name, (substance, "100 mg"), atc=atc)
        stocked.medicines[name.split()[0]] = medicine
        stock_up(shop, medicine, 100, batch_number=name[:4], shelf="S-1")
    shipped_in_force(pharmacist(shop))
    relay_once()
    return stocked


@pytest.mark.parametrize("offline", [False, True])
def test_an_interaction_of_an_anonymous_basket(page: Page, offline: bool) -> None:
    stocked = safe_shop()
    open_counter(page, stocked.shop)
    all_sent(page)
    sell(page, "simarc")
    expect(page.locator("[data-checks]")).to_contain_text("3 checks ran, 4 could not")
    page.context.set_offline(offline)
    sell(page, "aspilet")
    card = page.locator("[data-alert=label-warfarin-aspirin]")
    expect(card).to_contain_text("Interactions: Aspilet 80 mg × Simarc 2 mg")
    expect(card).to_contain_text("Stop")
    expect(card).to_contain_text("Source:")
    page.locator("[data-checks] summary").click()
    expect(page.locator("[data-gap=no_patient]").first).to_contain_text(
        "Allergies: not checked, because no patient was chosen."
    )
    page.context.set_offline(False)
