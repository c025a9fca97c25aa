"""A return in the back office, in both languages: chosen, looked at, saved, printed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.customer_returns import sold
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.domains.customer_returns.models import CustomerReturn

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-10"),
]
WORDS = {
    "en": ("Return", "Check return", "Save return", "Unopened", "Shelf"),
    "id": ("Retur", "Periksa retur", "Simpan retur", "Belum dibuka", "Rak"),
}


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


@pytest.mark.parametrize("language", ["en", "id"])
def test_two_of_five_are_returned_and_the_credit_note_is_printed(
    shop: Shop, new_page: Callable[..., Page], language: str
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 5)]).sale
    go, check, save, unopened, shelf = WORDS[language]
    page = new_page(locale=language)
    be_signed_in(page)

    page.goto(f"/sales/{sale.id}/")
    page.get_by_role("link", name=go, exact=True).click()
    page.locator("input[name=units_0]").fill("2")
    expect(page.locator("select[name=condition_0] option:checked")).to_have_text(unopened)
    page.get_by_role("button", name=check).click()
    expect(page.get_by_role("status").filter(has_text="Rp 1.400")).to_contain_text(shelf)
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name=save).click()

    expect(page.locator("h1")).to_contain_text("MLT-CN-")
    assert_accessible(page)
    note = CustomerReturn.objects.get()
    page.goto(f"/sales/returns/{note.id}/paper/")
    expect(page.locator(".t-receipt")).to_contain_text("Credit note")
    expect(page.locator(".t-receipt")).to_contain_text(sale.number)
    assert_accessible(page)
