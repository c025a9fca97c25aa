"""Adding a promotion in the back office: the fields of its kind, at a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.shop import Shop, open_shop
from theriac.domains.promotions.models import Promotion

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-27"),
]
SIZES = {"en": {"width": 1440, "height": 900}, "id": {"width": 390, "height": 844}}
FIELDS = ("percent", "amount", "buy", "free")
ASKED = {
    "percent": ["percent"],
    "amount": ["amount"],
    "price": ["amount"],
    "free": ["buy", "free"],
    "bundle": ["amount"],
}


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


def seen_of(page: Page, kind: str) -> list[str]:
    """The fields that the page shows of a kind."""
    page.locator("select[name=kind]").select_option(kind)
    return [name for name in FIELDS if page.locator(f"[name={name}]").is_visible()]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_form_asks_what_the_kind_needs(
    shop: Shop, new_page: Callable[..., Page], language: str
) -> None:
    page = new_page(locale=language, viewport=SIZES[language])
    be_signed_in(page)
    page.goto("/promotions/new/")
    for kind, asked in ASKED.items():
        assert seen_of(page, kind) == asked
    rows = {box["y"] for box in map(_place, page.locator("[name=weekdays]").all())}
    assert len(rows) < 7
    assert_accessible(page)
    assert_fits(page)

    page.locator("[name=name]").fill("Vitamin week")
    page.locator("[name=amount]").fill("not a number")
    page.locator("select[name=kind]").select_option("percent")
    page.locator("[name=percent]").fill("10")
    page.locator("form.t-card [type=submit]").last.click()
    expect(page.locator("h1")).to_contain_text("Vitamin week")
    made = Promotion.objects.get()
    assert (made.kind, made.value) == ("percent", 1_000)


def test_it_needs_no_script_for_that(shop: Shop, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    be_signed_in(page)
    page.goto("/promotions/new/")
    assert {kind: seen_of(page, kind) for kind in ASKED} == ASKED
    page.locator("[name=name]").fill("Vitamin week")
    seen_of(page, "percent")
    page.locator("[name=percent]").fill("10")
    page.locator("form.t-card [type=submit]").last.click()
    expect(page.locator("h1")).to_contain_text("Vitamin week")


def _place(box: object) -> dict[str, float]:
    found: dict[str, float] = box.bounding_box()  # type: ignore[attr-defined]
    return found
