import pytest

from tests.support.backoffice import client_of
from tests.support.shop import Shop
from theriac.surfaces.backoffice.shell.menu.areas import FACES, SECTION_TITLES, Area, Section
from theriac.surfaces.backoffice.shell.navigation import declared

TEN = {
    Section.TODAY: ["Today"],
    Section.SELL: ["Counter", "Sales", "Patients"],
    Section.STOCK_ROOM: ["Products", "Stock", "Purchasing", "Stock count"],
    Section.BUSINESS: ["Reports", "Settings"],
}


@pytest.mark.rows("UX-11")
def test_the_menu_has_ten_entries_in_four_parts() -> None:
    drawn: dict[Section, list[str]] = {section: [] for section in Section}
    for area in Area:
        drawn[FACES[area].section].append(str(FACES[area].label))
    assert drawn == TEN
    assert set(SECTION_TITLES) == set(Section)


@pytest.mark.rows("UX-11")
def test_every_area_has_pages_and_the_phone_four_of_them_beside_its_menu() -> None:
    assert {item.area for item in declared().items} == set(Area)
    assert [area for area in Area if FACES[area].is_thumbed] == [
        Area.TODAY,
        Area.COUNTER,
        Area.PRODUCTS,
        Area.STOCK,
    ]


@pytest.mark.rows("UX-11")
def test_a_page_of_an_area_draws_the_others_as_tabs_and_a_page_below_it_none(shop: Shop) -> None:
    client = client_of(shop, "restocker")

    page = client.get("/stock/expiry/").text

    pages, _, topics = page.partition('class="t-area-tabs"')[2].partition('class="t-topics"')
    assert '<a href="/stock/expiry/" aria-current="page"' in pages
    for address in ("/stock/", "/stock/batches/", "/stock/recalls/", "/stock/destructions/"):
        assert f'href="{address}"' in topics
    assert 'class="t-area-tabs"' not in client.get("/stock/wants/find/").text
    assert 'href="/stock/value/"' not in client_of(shop, "cashier").get("/stock/cover/").text
