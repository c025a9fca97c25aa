"""A manufacturer or a category with another name: its products are found by it everywhere."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.catalog.commands.groups import rename_category, rename_manufacturer
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
