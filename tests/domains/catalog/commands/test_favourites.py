"""The tiles of a branch's counters: added, moved, taken away, bounded, on the trail."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from tests.support.shops import second_branch
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.catalog.commands import favourites
from theriac.domains.catalog.commands.favourites import put_favourite, remove_favourite
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Favourite, Pack
from theriac.domains.catalog.problems import FavouriteRefused

pytestmark = pytest.mark.django_db


def packs_of(shop: Shop, count: int) -> list[UUID]:
    made = [add_medicine(shop, f"Loose {number}") for number in range(count)]
    return [Pack.objects.get(product_id=one.id, factor=1).id for one in made]


def tiles(branch_id: UUID) -> list[UUID]:
    rows = Favourite.objects.filter(branch_id=branch_id).order_by("position")
    return list(rows.values_list("pack_id", flat=True))


def test_a_pack_is_added_moved_and_removed_at_its_branch_alone() -> None:
    shop = open_shop()
    first, second, third = packs_of(shop, 3)
    other = second_branch(shop)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    for pack_id in (first, second, third):
        put_favourite(**here, pack_id=pack_id)
    put_favourite(actor=shop.owner, branch_id=other, pack_id=second)
    assert tiles(shop.branch_id) == [first, second, third]
    put_favourite(**here, pack_id=third, position=1)
    assert tiles(shop.branch_id) == [third, first, second]
    put_favourite(**here, pack_id=first)
    assert tiles(shop.branch_id) == [third, first, second]
    remove_favourite(**here, pack_id=first)
    remove_favourite(**here, pack_id=first)
    assert tiles(shop.branch_id) == [third, second]
    assert tiles(other) == [second]
    record = AuditRecord.objects.filter(object_kind="catalog.favourites").order_by("id")[3]
    assert record.object_id == other
    assert record.facts == {"before": [], "after": [str(second)]}


def test_what_isnt_sold_isnt_there_or_is_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop = open_shop()
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    whole = add_medicine(
        shop,
        "Only as a box",
        packs=[
            NewPack(name="tablet", factor=1, price=1, sellable=False),
            NewPack(name="box", factor=10, price=10),
        ],
    )
    loose = Pack.objects.get(product_id=whole.id, factor=1)
    with pytest.raises(FavouriteRefused):
        put_favourite(**here, pack_id=loose.id)
    with pytest.raises(NotFound):
        put_favourite(**here, pack_id=uuid4())
    first, second, third = packs_of(shop, 3)
    monkeypatch.setattr(favourites, "MOST", 2)
    put_favourite(**here, pack_id=first)
    for place in (0, 3, 99):
        with pytest.raises(FavouriteRefused) as refused:
            put_favourite(**here, pack_id=second, position=place)
        assert refused.value.field == "position"
    put_favourite(**here, pack_id=second)
    with pytest.raises(FavouriteRefused):
        put_favourite(**here, pack_id=third)
    assert tiles(shop.branch_id) == [first, second]


def test_who_may_choose_them_holds_the_right_at_the_branch() -> None:
    shop = open_shop()
    (pack_id,) = packs_of(shop, 1)
    pharmacist = add_staff("pharmacist", shop.branch_id, "ratna")
    cashier = add_staff("cashier", shop.branch_id, "dewi")
    put_favourite(actor=pharmacist, branch_id=shop.branch_id, pack_id=pack_id)
    for branch_id, person in ((shop.branch_id, cashier), (second_branch(shop), pharmacist)):
        with pytest.raises(NotPermitted):
            remove_favourite(actor=person, branch_id=branch_id, pack_id=pack_id)
