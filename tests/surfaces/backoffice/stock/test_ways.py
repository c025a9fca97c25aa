"""Where a row of the stock room leads, and what a place is called in the reader's language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation

from tests.support.backoffice import client_of
from tests.support.pages import tight
from tests.support.recalls import counted, recall_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from tests.support.stocktaking import begin, enter
from tests.support.suppliers import a_supplier
from theriac.domains.recalls.commands.units import put_into_quarantine
from theriac.domains.stock.models import Place
from theriac.domains.stock.queries.places import place_title
from theriac.domains.stocktaking.models import StockCount
from theriac.surfaces.backoffice.shell.navigation import declared


def indonesian(client: Client) -> Client:
    client.post("/me/language/", {"language": "id", "next": "/"})
    return client


@pytest.mark.rows("PUR-19", "STK-19")
def test_the_boards_return_opens_the_return_of_that_batch(shop: Shop, owner: Client) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 60, days=60)

    board = owner.get("/stock/expiry/").content.decode()

    link = re.search(r'<a href="([^"]+)">Return to supplier</a>', board)
    assert link is not None
    assert link[1] == f"/stock/batches/{batch_id}/return/"
    assert owner.get(link[1]).status_code == 200
    cashier = client_of(shop, "cashier").get("/stock/expiry/").content.decode()
    assert "Return to supplier" in cashier
    assert "/return/" not in cashier


@pytest.mark.rows("STK-29")
def test_another_branchs_numbers_open_its_rows_for_who_may_see_them(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 5, batch_number="HERE")
    other = second_branch(shop)
    stock_up(replace(shop, branch_id=other), medicine, 7, batch_number="THERE")
    own = client_of(shop, "restocker")
    owner.post("/me/branch/", {"branch": str(shop.branch_id), "next": "/"})

    (line,) = owner.get(f"/stock/value/?branch={other}").context["rows"]
    where = {row.pk: row.url for row in owner.get(f"/stock/where/{medicine.id}/").context["rows"]}
    page = tight(owner.get(f"/products/{medicine.id}/").text)
    link = re.search(r'href="([^"]+)">Kenanga</a>', page)

    assert link is not None
    for address in (line.url, where[other], link[1].replace("&amp;", "&")):
        (row,) = owner.get(address).context["rows"]
        assert row.batch.number == "THERE", address
        numbers = [one.batch.number for one in own.get(address).context["rows"]]
        assert "THERE" not in numbers, address


@pytest.mark.rows("STK-35")
def test_consigned_goods_and_the_branches_are_reached_from_where_people_look(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    theirs, nobodys = a_supplier(shop), a_supplier(shop, "PT Lain")
    stock_up(shop, medicine, 5, is_consigned=True, supplier_id=theirs)
    due, where = "/stock/consigned/", f"/stock/where/{medicine.id}/"

    def leads(address: str, target: str) -> bool:
        return f'href="{target}' in owner.get(address).content.decode()

    assert leads("/receipts/", due)
    assert leads("/stock/value/", due)
    assert leads(f"/suppliers/{theirs}/", f"{due}#supplier-{theirs}")
    assert f'id="supplier-{theirs}"' in owner.get(due).content.decode()
    assert not leads(f"/suppliers/{nobodys}/", due)
    assert leads(f"/products/{medicine.id}/", where)


@pytest.mark.rows("STK-17")
def test_a_product_is_counted_from_its_page(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 5)
    address = f"/stock/counts/begin/?product={medicine.id}"
    assert f'href="{address}"' in owner.get(f"/products/{medicine.id}/").content.decode()
    cashier = client_of(shop, "cashier").get(f"/products/{medicine.id}/").content.decode()
    assert "/stock/counts/begin/" not in cashier

    form = owner.get(address).context["form"]
    assert form["scope"].value() == "products"


@pytest.mark.rows("STK-17")
@pytest.mark.parametrize("scope", ["controlled", "never"])
def test_a_count_of_the_controlled_or_never_counted_is_begun_on_the_screen(
    shop: Shop, owner: Client, scope: str
) -> None:
    stock_up(shop, add_medicine(shop, legal_class="narkotika"), 5)

    begun = owner.post("/stock/counts/begin/", {"scope": scope})

    assert begun.status_code == 302
    count = StockCount.objects.get()
    assert (count.scope, count.lines.count()) == (scope, 1)
    page = owner.get(begun["Location"]).content.decode()
    assert {"controlled": "Controlled medicines", "never": "never counted here"}[scope] in page


@pytest.mark.rows("STK-24")
def test_what_a_recall_put_into_quarantine_leads_from_the_card_to_its_document(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 60)
    recall = recall_of(shop, [batch_id])
    put_into_quarantine(
        actor=shop.owner,
        branch_id=shop.branch_id,
        recall_id=recall.id,
        units=counted(batch_id, 10),
    )

    for address in (f"/stock/card/{medicine.id}/", "/stock/movements/"):
        page = owner.get(address).content.decode()
        link = re.search(r'<a href="([^"]+)">Put into quarantine ', page)
        assert link is not None, address
        document = owner.get(link[1])
        assert document.status_code == 200
        assert f"Put into quarantine {recall.number}" in document.content.decode()


def test_each_entry_of_the_navigation_has_its_own_place_in_its_area() -> None:
    taken = Counter((item.area, item.order) for item in declared().items)
    assert [place for place, times in taken.items() if times > 1] == []


@pytest.mark.rows("STK-29")
def test_places_are_called_in_the_readers_language_wherever_they_stand(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 60)
    count = begin(shop)
    enter(shop, count, batch, 55)
    addresses = (
        "/stock/value/",
        "/stock/batches/",
        "/stock/movements/",
        "/stock/past/",
        f"/products/{medicine.id}/",
    )
    for address in addresses:
        assert "Shelf" in owner.get(address).content.decode(), address
    for address in (*addresses, f"/stock/counts/{count}/differences/"):
        page = indonesian(owner).get(address).content.decode()
        assert "Shelf" not in page, address
        assert "Quarantine" not in page, address


def test_a_place_that_was_opened_in_another_language_is_called_in_the_readers() -> None:
    assert place_title(Place.Kind.SHELF, "Rak") == "Shelf"
    with translation.override("id"):
        assert place_title(Place.Kind.SHELF, "Shelf") == "Rak"
        assert place_title(Place.Kind.SHELF, "Narkotika") == "Narkotika"
        assert place_title(Place.Kind.TRANSIT, "In transit") == str(
            translation.gettext("In transit")
        )
