"""A manufacturer or a category with another name: its products are found by it everywhere."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.catalog.commands.groups import (
    rename_category,
    rename_manufacturer,
    set_category,
)
from theriac.domains.catalog.models import Category, Manufacturer, Product
from theriac.domains.catalog.problems import GroupRefused
from theriac.domains.catalog.search.stored.live_index import search_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    opened = open_shop()
    for name in ("Paracetamol 500 mg tablet", "Cetirizine 10 mg tablet"):
        add_medicine(opened, name, manufacturer="Sehat Farma", category="Pain")
    add_medicine(opened, "Zinc 20 mg tablet", manufacturer="Nusa", category="Minerals")
    return opened


def changed() -> int:
    return OutboxEvent.objects.filter(type="theriac.catalog.product.changed.v1").count()


def test_products_are_found_by_the_makers_new_name_and_announced(shop: Shop) -> None:
    maker = Manufacturer.objects.get(name="Sehat Farma")
    before = changed()
    assert search_entries("sehat", limit=5).total == 2

    count = rename_manufacturer(actor=shop.owner, manufacturer_id=maker.id, name=" Zelvora ")

    assert count == 2
    assert search_entries("zelvora", limit=5).total == 2
    assert search_entries("sehat", limit=5).total == 0
    assert changed() == before + 2
    assert sorted(Product.objects.values_list("manufacturer__name", "version")) == [
        ("Nusa", 1),
        ("Zelvora", 2),
        ("Zelvora", 2),
    ]


def test_a_categorys_products_are_announced(shop: Shop) -> None:
    category = Category.objects.get(name="Pain")
    before = changed()

    assert rename_category(actor=shop.owner, category_id=category.id, name="Analgesics") == 2

    assert changed() == before + 2
    assert Product.objects.filter(category__name="Analgesics", version=2).count() == 2


def test_the_trail_has_the_name_before_and_after(shop: Shop) -> None:
    maker, category = Manufacturer.objects.get(name="Nusa"), Category.objects.get(name="Pain")
    rename_manufacturer(actor=shop.owner, manufacturer_id=maker.id, name="Zelvora")
    rename_category(actor=shop.owner, category_id=category.id, name="Analgesics")

    records = AuditRecord.objects.filter(object_id__in=[maker.id, category.id]).order_by("id")
    assert [one.facts for one in records] == [
        {"products": 1, "before": {"name": "Nusa"}, "after": {"name": "Zelvora"}},
        {"products": 2, "before": {"name": "Pain"}, "after": {"name": "Analgesics"}},
    ]


@pytest.mark.parametrize("name", ["", "  ", "Nusa", "x" * 121])
def test_no_name_a_long_one_and_anothers_are_refused(shop: Shop, name: str) -> None:
    maker = Manufacturer.objects.get(name="Sehat Farma")

    with pytest.raises(GroupRefused) as refused:
        rename_manufacturer(actor=shop.owner, manufacturer_id=maker.id, name=name)

    assert refused.value.field == "name"
    assert Manufacturer.objects.filter(name="Sehat Farma").count() == 1


def test_the_unknown_and_people_without_the_right_are_refused(shop: Shop) -> None:
    maker = Manufacturer.objects.get(name="Nusa")
    cashier = add_staff("cashier", shop.branch_id)

    with pytest.raises(NotFound):
        rename_manufacturer(actor=shop.owner, manufacturer_id=new_id(), name="X")
    with pytest.raises(NotFound):
        rename_category(actor=shop.owner, category_id=new_id(), name="X")
    with pytest.raises(NotPermitted):
        rename_manufacturer(actor=cashier, manufacturer_id=maker.id, name="X")


@pytest.mark.rows("UX-15")
def test_many_products_change_their_category_at_once(shop: Shop) -> None:
    """What is there already, and what nobody knows, is left out with its sentence."""
    minerals = Category.objects.get(name="Minerals")
    ids = {one.name.split()[0]: one.id for one in Product.objects.all()}
    before = changed()

    found = set_category(
        actor=shop.owner, product_ids=[*ids.values(), new_id()], category_id=minerals.id
    )

    assert (found.done, len(found.left_out)) == (2, 2)
    assert changed() == before + 2
    told = sorted(Product.objects.values_list("name", "category__name", "version"))
    assert [(group, version) for _name, group, version in told] == [
        ("Minerals", 2),
        ("Minerals", 2),
        ("Minerals", 1),
    ]
    records = AuditRecord.objects.filter(command="catalog.set_category")
    assert {one.object_id for one in records} == {ids["Paracetamol"], ids["Cetirizine"]}
    assert [one.facts for one in records] == [
        {"before": {"category": "Pain"}, "after": {"category": "Minerals"}}
    ] * 2
    set_category(actor=shop.owner, product_ids=[ids["Zinc"]], category_id=None)
    assert Product.objects.get(id=ids["Zinc"]).category is None


@pytest.mark.rows("UX-15")
def test_no_category_is_changed_where_nothing_is_left_or_nobody_may(shop: Shop) -> None:
    pain = Category.objects.get(name="Pain")
    ids = list(Product.objects.filter(category=pain).values_list("id", flat=True))
    cashier = add_staff("cashier", shop.branch_id, "sinta")
    with pytest.raises(NotPermitted):
        set_category(actor=cashier, product_ids=ids, category_id=None)
    for category_id in (pain.id, new_id()):
        with pytest.raises(NotFound):
            set_category(actor=shop.owner, product_ids=ids, category_id=category_id)
    with pytest.raises(Unprocessable):
        set_category(actor=shop.owner, product_ids=[], category_id=pain.id)
    assert not AuditRecord.objects.filter(command="catalog.set_category").exists()
