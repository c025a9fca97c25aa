"""How many rows several queries find, in one statement."""

from typing import Any

import pytest
from django.db.models import Count, Q

from tests.support.reading import reading
from tests.support.shop import add_medicine, open_shop
from theriac.core.database.counts import count_together
from theriac.domains.catalog.models import Pack, Product
from theriac.domains.organisation.models import Branch

pytestmark = pytest.mark.django_db


def test_each_is_counted_as_it_counts_itself_in_one_statement() -> None:
    shop = open_shop()
    for name in ("Zinc", "Iron", "100% alcohol"):
        add_medicine(shop, name)
    packs, products = Pack.objects.all(), Product.objects.all()
    asked: list[Any] = [
        packs,
        products.filter(name="100% alcohol"),
        products.filter(packs__factor__gte=10).order_by("name"),
        products.filter(packs__factor__gte=10).distinct(),
        products.annotate(most=Count("packs")).filter(most=3).select_related("manufacturer"),
        packs.order_by().values_list("id").union(products.order_by().values_list("id"), all=True),
        products.filter(Q(name="Zinc") | Q(packs__factor=7)),
        products.none(),
        Branch.objects.order_by("code")[:1],
        packs.values_list("product_id", flat=True),
    ]

    with reading() as read:
        counted = count_together(asked)

    assert counted == [rows.count() for rows in asked]
    assert counted == [9, 1, 6, 3, 3, 12, 3, 0, 1, 9]
    assert read.statements == 1


def test_nothing_to_count_asks_for_nothing() -> None:
    with reading() as read:
        assert count_together([]) == []
        assert count_together([Product.objects.none(), Pack.objects.filter(id__in=[])]) == [0, 0]
    assert read.statements == 0
