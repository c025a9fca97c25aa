"""The shell in a real browser: access, both themes, every width, palette, forms, lists."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.turns import Turns

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

Opener = Callable[..., Page]
WIDTHS = (1920, 1440, 1024, 500, 360)


@pytest.mark.rows("UX-01", "UX-06", "UX-07")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_components_are_accessible_and_fit(
    signed_in: Opener, dark: bool, on_turn: Turns
) -> None:
    theme = "dark" if dark else "light"
    page = signed_in("/_components/", width=WIDTHS[0], dark=dark)
    expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        if width in on_turn.some(theme, WIDTHS, 2):
            assert_accessible(page)


@pytest.mark.rows("UX-01", "UX-06")
@pytest.mark.parametrize("address", ["/_components/list/", "/_components/form/", "/me/"])
def test_pages_are_accessible_and_fit(signed_in: Opener, address: str) -> None:
    page = signed_in(address, width=1440)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.rows("UX-06")
@pytest.mark.parametrize("locale", ["en", "id"])
def test_sign_in_and_error_pages_are_accessible(new_page: Opener, shop: Any, locale: str) -> None:
    page = new_page(width=390, locale=locale)
    for address in ("/accounts/login/", "/nowhere/"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", locale)
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.rows("UX-06")
def test_text_twice_as_large_loses_nothing(signed_in: Opener) -> None:
    """400 % zoom of a 1280 px window is a window of 320 px."""
    page = signed_in("/_components/list/", width=320, height=256)
    assert_fits(page)
    expect(page.get_by_role("link", name="New")).to_be_visible()


def test_the_palette_finds_by_keyboard_alone(signed_in: Opener) -> None:
    page = signed_in("/_components/form/")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Search or run a command")
    expect(field).to_be_focused()
    assert_accessible(page)
    field.fill("zzz")
    expect(page.get_by_text("No results for “zzz”")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()


def test_the_menu_of_a_phone_holds_everything(signed_in: Opener) -> None:
    page = signed_in("/_components/form/", width=390, height=844)
    menu = page.get_by_role("link", name="Menu")
    menu.click()
    dialog = page.get_by_role("dialog", name="Menu")
    expect(dialog.get_by_role("button", name="Sign out")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(menu).to_be_focused()


@pytest.mark.rows("UX-07")
def test_theme_and_size_change_at_once_and_stay(signed_in: Opener) -> None:
    page = signed_in("/me/")
    with page.expect_response("**/me/look/"):
        page.locator("main").get_by_role("button", name="Dark", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    with page.expect_response("**/me/look/"):
        page.locator("main").get_by_role("button", name="Large text").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-t-size", "large")
    assert_fits(page)


@pytest.mark.rows("UX-03")
def test_a_form_is_checked_before_it_is_sent(signed_in: Opener) -> None:
    page = signed_in("/_components/form/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_label("Price").fill("12,5OO")
    page.get_by_role("button", name="Save").click()
    batch = page.get_by_label("Batch number")
    expect(batch).to_be_focused()
    expect(batch).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_batch-error")).to_have_text("This field is required.")
    assert "POST" not in sent
    batch.press_sequentially("TAKEN")
    expect(page.locator("#id_batch-error")).to_be_hidden()
    page.get_by_label("Expiry").fill("2027-10-31")
    page.get_by_label("Packs").fill("3")
    page.get_by_label("Valid rows only").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".t-summary")).to_be_focused()
    expect(page.locator("#id_price-error")).to_contain_text("Enter digits only.")
    expect(page.get_by_label("Price")).to_have_value("12,5OO")
    page.get_by_label("Price").fill("12.500")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#id_batch-error")).to_contain_text(
        "Batch TAKEN is already on the shelf. Add to it"
    )
    expect(batch).to_have_value("TAKEN")


@pytest.fixture
def many_kinds(shop: Any) -> Iterator[None]:
    """Rows that outlive the emptying between tests, so they are taken away here."""
    ContentType.objects.bulk_create(
        ContentType(app_label=f"part{number % 3}", model=f"zz{number:04}") for number in range(120)
    )
    yield
    ContentType.objects.filter(model__startswith="zz").delete()


@pytest.mark.rows("CAT-14")
def test_a_list_is_refreshed_in_place_and_its_address_can_be_sent(
    signed_in: Opener, many_kinds: None
) -> None:
    page = signed_in("/_components/list/")
    page.get_by_role("searchbox").fill("zz")
    expect(page.locator("#t-list-count")).to_have_text("120 rows")
    expect(page).to_have_url("/_components/list/?q=zz")
    page.locator("thead").get_by_role("link", name="Name").click()
    expect(page.locator("tbody tr").first).to_contain_text("zz0119")
    expect(page.locator("th").first).to_have_attribute("aria-sort", "descending")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("51–100 of 120")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("101–120 of 120")).to_be_visible()
    address = page.url
    page.go_back()
    expect(page.get_by_text("51–100 of 120")).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("101–120 of 120")).to_be_visible()
    assert_accessible(page)


def test_a_filter_keeps_search_and_says_what_is_chosen(signed_in: Opener, many_kinds: None) -> None:
    page = signed_in("/_components/list/?q=cat")
    page.get_by_text("Part", exact=True).first.click()
    page.locator(".t-chip-panel select").select_option("catalog")
    expect(page.locator("#chip-app_label")).to_contain_text("Part: catalog")
    expect(page.locator("#t-list-count")).to_have_text("1 row")
    assert "q=cat" in page.url
    assert_accessible(page)


def test_without_scripts_everything_has_its_page(
    signed_in: Opener, new_page: Opener, shop: Any
) -> None:
    page = signed_in("/_components/list/?q=p", java_script_enabled=False)
    expect(page.get_by_role("button", name="Search or run a command")).to_have_attribute(
        "href", "/_palette/"
    )
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url("/_components/list/?sort=model&q=p&app_label=")


def test_long_work_gets_on_and_ends(signed_in: Opener) -> None:
    page = signed_in("/_components/")
    expect(page.get_by_text("100 of 100")).to_be_visible()
    expect(page.locator("#sample-work").get_by_role("button", name="Stop")).to_be_hidden()


def test_print_leaves_only_the_work(signed_in: Opener) -> None:
    page = signed_in("/_components/list/")
    page.emulate_media(media="print")
    for gone in (".t-nav", ".t-topbar", ".t-list-tools"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("table")).to_be_visible()


def test_a_tables_head_stays_in_view(signed_in: Opener, many_kinds: None) -> None:
    page = signed_in("/_components/list/", height=700)
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 1200)
    head = page.locator("thead th").first
    expect(head).to_be_in_viewport()
    page.wait_for_function("scrollY > 600")
    assert head.bounding_box()["y"] == pytest.approx(56, abs=2)  # type: ignore[index]
