"""People, devices, settings and background work in a real browser: access, widths, languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible
from tests.support.backoffice import Opener, be_signed_in, sign_in
from tests.support.layouts import LAYOUTS, Layout, look_at_each, owners_page
from tests.support.shop import Shop, add_staff
from tests.support.turns import Turns

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def addresses(shop: Shop) -> list[str]:
    return [
        "/people/",
        "/people/new/",
        "/people/roles/",
        f"/people/{shop.owner.id}/",
        f"/people/{shop.owner.id}/roles/",
        f"/people/{shop.owner.id}/password/",
        "/keys/",
        "/keys/new/",
        "/terminals/",
        "/terminals/new/",
        f"/terminals/{shop.terminal_id}/",
        f"/terminals/{shop.terminal_id}/name/",
        "/settings/",
        "/settings/history/",
        "/settings/branches/",
        f"/settings/branches/{shop.branch_id}/",
        "/jobs/",
        "/verification/",
    ]


@pytest.mark.rows("UX-01", "UX-04", "UX-06", "UX-07")
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_screen_is_accessible_and_fits(
    shop: Shop, new_page: Opener, layout: Layout, on_turn: Turns
) -> None:
    page = owners_page(shop, new_page, layout)
    look_at_each(page, layout, addresses(shop), on_turn)


def test_a_device_is_registered_and_its_code_is_shown_large(shop: Shop, page: Page) -> None:
    be_signed_in(page)
    page.goto("/terminals/")
    page.get_by_role("link", name="Add terminal").click()
    page.get_by_label("Name").fill("Kasir 2")
    page.get_by_label("Code").fill("KK")
    page.get_by_role("button", name="Add terminal").click()
    expect(page.locator("#id_code-error")).to_contain_text(
        "Use letters and digits and end with a digit"
    )
    expect(page.get_by_label("Name")).to_have_value("Kasir 2")
    page.get_by_label("Code").fill("K2")
    page.get_by_role("button", name="Add terminal").click()
    page.get_by_role("button", name="Pair device").click()
    expect(page.locator(".t-pairing [role=status]")).to_have_text(
        re.compile(r"^[A-Z2-9]{4} [A-Z2-9]{4}$")
    )
    assert_accessible(page)
    page.get_by_role("button", name="Revoke").click()
    dialog = page.get_by_role("dialog", name="Revoke Kasir 2?")
    dialog.get_by_label("Reason").fill("stolen")
    assert_accessible(page)
    dialog.get_by_role("button", name="Revoke access").click()
    expect(page.get_by_text("Access of this device was revoked")).to_be_visible()


@pytest.mark.rows("SEC-01")
def test_a_person_is_added_signs_in_and_out(shop: Shop, new_page: Opener) -> None:
    page = new_page()
    be_signed_in(page)
    page.goto("/people/new/")
    page.get_by_label("Name", exact=True).fill("Dewi Lestari")
    page.get_by_label("Sign-in name").fill("dewi")
    page.locator("#id_language").select_option("id")
    page.get_by_label("Role").select_option("cashier")
    password = page.get_by_label("First password").input_value()
    page.get_by_role("button", name="Add staff member").click()
    expect(page.get_by_role("heading", name="Dewi Lestari")).to_be_visible()

    hers = new_page()
    sign_in(hers, "dewi", password)
    expect(hers.locator("html")).to_have_attribute("lang", "id")
    expect(hers.get_by_role("heading", level=1)).to_have_text("Pilih kata sandi Anda sendiri")
    assert_accessible(hers)
    hers.locator("#id_oldpassword").fill(password)
    hers.locator("#id_password1").fill("milik-dewi-sendiri-4")
    hers.locator("#id_password2").fill("milik-dewi-sendiri-4")
    hers.get_by_role("button", name="Simpan kata sandi").click()
    expect(hers).to_have_url("/counter/")
    hers.goto("/people/")
    expect(hers.get_by_role("heading", level=1)).to_have_text(
        "Anda tidak punya hak akses untuk ini"
    )
    hers.goto("/me/")
    hers.locator("main").get_by_role("button", name="Keluar").click()
    expect(hers.locator("#id_login")).to_be_visible()


def test_a_key_is_made_shown_once_and_revoked(shop: Shop, page: Page) -> None:
    be_signed_in(page)
    page.goto("/keys/new/")
    page.get_by_label("Name").fill("Web shop")
    page.get_by_label("Role").select_option("cashier")
    page.get_by_label("New terminal code").fill("A2")
    page.get_by_role("button", name="Create key").click()
    expect(page.get_by_label("Key")).to_have_value(re.compile("^thk_"))
    assert_accessible(page)
    page.get_by_role("link", name="I have copied it").click()
    page.get_by_role("button", name="Revoke Web shop").click()
    dialog = page.get_by_role("dialog", name="Revoke Web shop?")
    dialog.get_by_role("button", name="Revoke key").click()
    expect(page.get_by_text("The key was revoked and no longer works")).to_be_visible()


def test_roles_are_ticked_in_a_table(shop: Shop, page: Page) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    be_signed_in(page)
    page.goto(f"/people/{dewi.id}/roles/")
    page.get_by_label("Manager, Melati").check()
    page.get_by_role("button", name="Save roles").click()
    expect(page.get_by_text("Roles saved. They apply immediately")).to_be_visible()
    expect(page.get_by_role("cell", name="Manager")).to_be_visible()
