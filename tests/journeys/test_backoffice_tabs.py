"""No row of tabs is cut on a wide screen, for no role and in neither language."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Page

from tests.support.backoffice import ROLES, be_signed_in
from tests.support.shop import add_staff, open_shop
from theriac.surfaces.backoffice.shell.menu.drawn import navigation_for
from theriac.surfaces.backoffice.shell.navigation import address_of, declared

pytestmark = [pytest.mark.journey, pytest.mark.rows("UX-11")]

CUT = """rows => {
  const here = document.querySelector(".t-area-tabs");
  const cut = [];
  for (const row of rows) {
    here.innerHTML = "";
    here.insertAdjacentHTML("beforeend", row);
    const drawn = here.firstElementChild;
    const tabs = drawn.querySelector(".t-tabs");
    const lines = new Set([...drawn.querySelectorAll(".t-tabs > a, .t-topic")].map(
      (one) => Math.round(one.getBoundingClientRect().top / 12)));
    const isCut = [tabs, drawn].some((one) => one.scrollWidth > one.clientWidth);
    if (isCut || lines.size > 1) {
      cut.push(drawn.innerText);
    }
  }
  return cut;
}"""


def test_every_row_of_tabs_fits_at_1440(page: Page) -> None:
    shop = open_shop()
    rows = set()
    for role in ROLES:
        actor = shop.owner if role == "owner" else add_staff(role, shop.branch_id)
        for item in declared().items:
            url = address_of(item.url_name)
            tabs = navigation_for(actor, url).tabs if url else None
            for language in ("en", "id"):
                with translation.override(language):
                    drawn = tabs and render_to_string(
                        "backoffice/partials/area_tabs.html", {"row": tabs}
                    )
                rows |= {str(drawn)} if drawn else set()
    be_signed_in(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/sales/")
    assert len(rows) > 100
    assert page.evaluate(CUT, sorted(rows)) == []
