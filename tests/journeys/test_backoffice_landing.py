"""Each role signs in and lands on its own page, in both languages.

A cashier lands on the counter; on a device that isn't paired it leads to the back office, too.
"""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.access import assert_accessible
from tests.support.backoffice import ROLES, sign_in
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.turns import Turns

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LOCALES = ("en", "id")
HEADINGS = {
    "owner": ("Needs your attention", "Perlu tindakan Anda"),
    "manager": ("Sales per hour", "Penjualan per jam"),
    "pharmacist": ("Expiring first", "Kedaluwarsa terdekat"),
    "technician": ("Your newest sales", "Penjualan terbaru Anda"),
    "cashier": ("Pair this device", "Pasangkan perangkat ini"),
    "restocker": ("Expiring stock", "Stok akan kedaluwarsa"),
    "auditor": ("Terminals", "Terminal"),
    "administrator": ("Failed tasks", "Proses gagal"),
    "stocktaker": ("Needs your attention", "Perlu tindakan Anda"),
}


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    found = open_shop()
    stock_up(found, add_medicine(found), 100, days=40)
    for role in ROLES:
        if role != "owner":
            add_staff(role, found.branch_id)
    return found


@pytest.mark.rows("SEC-01", "SEC-03", "UX-04")
@pytest.mark.parametrize(("place", "locale"), list(enumerate(LOCALES)), ids=LOCALES)
def test_each_role_lands_on_its_page(
    shop: Shop, new_page: Any, on_turn: Turns, place: int, locale: str
) -> None:
    page = new_page(locale=locale)
    for role in ROLES:
        sign_in(page, role)
        expect(page).to_have_url("/counter/" if role == "cashier" else "/")
        expect(page.locator("html")).to_have_attribute("lang", locale)
        heading = HEADINGS[role][place]
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        if locale in on_turn.some(role, LOCALES):
            assert_accessible(page)
        if role == "cashier":
            page.get_by_role("link", name=("Back office", "Back office")[place]).click()
            newest = ("Your newest sales", "Penjualan terbaru Anda")[place]
            expect(page.get_by_role("heading", name=newest)).to_be_visible()
        page.goto("about:blank")
        page.context.clear_cookies()
