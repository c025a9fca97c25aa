"""Changing a pack: its content only until a unit was booked."""

from __future__ import annotations

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.packs import change_pack
from theriac.domains.catalog.models import Pack, Product
from theriac.domains.catalog.problems import PackFrozen, PackRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-17")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def change(shop: Shop, medicine: Medicine, old: int, factor: int, name: str = "strip") -> None:
    change_pack(
        actor=shop.owner, pack_id=medicine.packs[old], name=name, factor=factor, sellable=True
    )


def test_before_the_first_movement_a_pack_may_hold_something_else(
    shop: Shop, medicine: Medicine
) -> None:
    change(shop, medicine, 10, 20)
    pack = Pack.objects.get(id=medicine.packs[10])
    assert (pack.factor, pack.name) == (20, "strip")


def test_afterwards_it_stays_and_the_way_out_is_named(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 1)
    with pytest.raises(PackFrozen, match="Add a new pack of the right size"):
        change(shop, medicine, 10, 20)
    with pytest.raises(PackFrozen, match="Add a new product"):
        change(shop, medicine, 1, 1, "caplet")
    change(shop, medicine, 10, 10, "blister")
    assert Pack.objects.get(id=medicine.packs[10]).name == "blister"


def test_the_base_unit_holds_one_and_may_be_renamed_at_first(
    shop: Shop, medicine: Medicine
) -> None:
    with pytest.raises(PackRefused):
        change(shop, medicine, 1, 2, "tablet")
    change(shop, medicine, 1, 1, "caplet")
    assert Product.objects.get(id=medicine.id).base_unit == "caplet"


@pytest.mark.parametrize(("factor", "name"), [(7, "strip"), (100, "strip"), (10, " ")])
def test_what_does_not_fit_is_refused(
    shop: Shop, medicine: Medicine, factor: int, name: str
) -> None:
    with pytest.raises(PackRefused):
        change(shop, medicine, 10, factor, name)


def test_an_unknown_pack(shop: Shop) -> None:
    with pytest.raises(NotFound):
        change_pack(actor=shop.owner, pack_id=new_id(), name="x", factor=1, sellable=True)
