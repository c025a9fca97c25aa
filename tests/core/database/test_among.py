"""An id is one of many, in one parameter, beside other conditions and over other tables."""

from __future__ import annotations

import pytest
from django.db.models import Q

from tests.support.shop import add_medicine, open_shop
from theriac.core.database.among import Among
from theriac.core.ids import new_id
from theriac.domains.catalog.models import Pack, Product

pytestmark = pytest.mark.django_db

MORE_THAN_A_STATEMENT_TAKES = 70_000
"""PostgreSQL takes 65,535 parameters, SQLite 32,766 where nobody raised it."""


def test_as_many_ids_as_a_catalogue_has() -> None:
    shop = open_shop()
    wanted = [add_medicine(shop, f"Medicine {number}").id for number in range(3)]
    others = [new_id() for _ in range(MORE_THAN_A_STATEMENT_TAKES)]

    rows = Product.objects.filter(Among("id", [*others, *wanted[:2]]))
    assert set(rows.values_list("id", flat=True)) == set(wanted[:2])
    assert rows.count() == 2
    assert rows.exclude(name="Medicine 0").get().id == wanted[1]


def test_beside_another_condition_and_over_a_join() -> None:
    shop = open_shop()
    one, other, third = (add_medicine(shop, f"Medicine {number}") for number in range(3))

    either = Product.objects.filter(Q(Among("id", [one.id])) | Q(name="Medicine 2"))
    assert set(either.values_list("id", flat=True)) == {one.id, third.id}
    packs = Pack.objects.filter(Among("product_id", [other.id]), factor=10)
    assert [pack.id for pack in packs] == [other.packs[10]]
    assert not Pack.objects.filter(Among("product__id", [])).exists()
