"""Members and gift cards in the back office: at a desk, and on a phone in Bahasa Indonesia."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.credit import sold_for
from tests.support.loyalty import programme
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.domains.gift_cards.models import GiftCard
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-26", "SAL-27"),
]
WORDS = {
    "en": (
        "Name",
        "Enrol member",
        "Points earned and spent",
        "Issue gift card",
        "I saved the code",
        "Top up",
    ),
    "id": (
        "Nama",
        "Daftarkan anggota",
        "Poin diperoleh dan dipakai",
        "Terbitkan kartu hadiah",
        "Kode sudah saya simpan",
        "Isi ulang",
    ),
}
SIZES = {"en": {"width": 1440, "height": 900}, "id": {"width": 390, "height": 844}}


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_member_is_enrolled_and_a_gift_card_issued_and_topped_up(
    shop: Shop, new_page: Callable[..., Page], language: str
) -> None:
    programme(shop, expiry_months=12)
    name, enrol, ledger, issue, kept, top_up = WORDS[language]
    page = new_page(locale=language, viewport=SIZES[language])
    be_signed_in(page)

    page.goto("/loyalty/new/")
    page.get_by_label(name, exact=False).first.fill("Bu Sari")
    assert_accessible(page)
    page.get_by_role("button", name=enrol).click()
    expect(page.locator("h1")).to_contain_text("Bu Sari")
    member = LoyaltyMember.objects.get()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    cash = [TenderGiven(method=PaymentMethod.CASH)]
    done = sold_for(shop, medicine.id, 5, cash, member_number=member.number)
    page.reload()
    expect(page.get_by_role("heading", name=ledger)).to_be_visible()
    expect(page.get_by_role("link", name=done.sale.number)).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.goto("/loyalty/program/")
    assert_accessible(page)
    assert_fits(page)

    page.goto("/gift-cards/new/")
    page.locator("input[name=amount]").fill("100.000")
    page.locator("select[name=method]").select_option("transfer")
    page.get_by_role("button", name=issue).click()
    expect(page.locator("#code")).not_to_be_empty()
    assert_accessible(page)
    page.get_by_role("link", name=kept).click()
    expect(page.locator("h1")).to_contain_text(GiftCard.objects.get().number)
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("link", name=top_up).click()
    page.locator("input[name=amount]").fill("50.000")
    page.locator("select[name=method]").select_option("card")
    assert_accessible(page)
    assert_fits(page)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".t-figs")).to_contain_text("150.000")
    assert_accessible(page)
    assert_fits(page)
