"""Where goods lie: noted, told to counters, and no stock moves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.trail import sides_of
from tests.support.transfers import two_branches
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.stock.commands.batches import correct_batch
from theriac.domains.stock.commands.bins import add_bin, change_bin
from theriac.domains.stock.commands.put_in_bin import (
    note_shelf,
    put_in_bin,
    set_home_bin,
    set_home_bins,
)
from theriac.domains.stock.models import Balance, BatchBin, Bin, HomeBin, Movement, Place
from theriac.domains.stock.queries.batches.batch_lines import batch_lines
from theriac.domains.stock.queries.bins import bin_contents, bins_of
from theriac.domains.stock.queries.shelves import shelf_rows

pytestmark = pytest.mark.django_db


def shelf(shop: Shop, product_id: Any) -> list[str]:
    rows = shelf_rows(actor=shop.owner, branch_id=shop.branch_id, product_ids=[product_id])
    lines = batch_lines(actor=shop.owner, branch_id=shop.branch_id, product_id=product_id)
    assert sorted(row.shelf for row in rows) == sorted(line.shelf for line in lines)
    return [row.shelf for row in rows]


@pytest.mark.rows("CAT-16")
def test_a_batch_lies_where_it_was_put_and_no_stock_moves() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 5)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    left, right = add_bin(**here, code="L-1"), add_bin(**here, code="R-1")
    assert shelf(shop, medicine.id) == [""]
    set_home_bin(**here, product_id=medicine.id, bin_id=left)
    assert shelf(shop, medicine.id) == ["L-1"]
    moved = Movement.objects.count()
    put_in_bin(**here, batch_ids=[batch], bin_id=right)
    assert shelf(shop, medicine.id) == ["R-1"]
    put_in_bin(**here, batch_ids=[batch], bin_id=left)
    assert shelf(shop, medicine.id) == ["L-1"]
    assert bin_contents(**here) == {left: (1, 1)}
    set_home_bin(**here, product_id=medicine.id, bin_id=None)
    assert bin_contents(**here) == {left: (1, 0)}
    assert Movement.objects.count() == moved
    none, at_left, at_right = ({"bin": code} for code in ("", "L-1", "R-1"))
    assert sides_of("stock.put_in_bin") == [(none, at_right), (at_right, at_left)]
    assert sides_of("stock.set_home_bin") == [(none, at_left), (at_left, none)]


@pytest.mark.rows("CAT-16", "UX-15")
def test_many_products_belong_into_a_bin_at_once() -> None:
    shop = open_shop()
    first, second = add_medicine(shop), add_medicine(shop, "Cetirizine 10 mg tablet")
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    there: dict[str, Any] = {"actor": shop.owner, "branch_id": second_branch(shop)}
    left = add_bin(**here, code="L-1")
    both = [first.id, second.id]
    set_home_bin(**here, product_id=first.id, bin_id=left)

    found = set_home_bins(**here, product_ids=[*both, new_id()], bin_id=left)

    assert (found.done, len(found.left_out)) == (1, 2)
    assert bin_contents(**here) == {left: (0, 2)}
    none, at_left = {"bin": ""}, {"bin": "L-1"}
    assert sides_of("stock.set_home_bins") == [(none, at_left)]
    for refused in ({**here, "bin_id": left}, {**there, "bin_id": left}):
        with pytest.raises(NotFound):
            set_home_bins(**refused, product_ids=both)
    assert set_home_bins(**here, product_ids=both, bin_id=None).done == 2
    assert bin_contents(**here) == {}


@pytest.mark.rows("CAT-16")
def test_what_is_written_as_shelf_is_a_bin_too() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 5, shelf="c-04")
    stock_up(shop, medicine, 5, shelf="C-04")
    assert list(Bin.objects.values_list("code", flat=True)) == ["C-04"]
    assert BatchBin.objects.count() == 2
    correct_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch,
        version=1,
        number="B",
        expires_on=shop.today.replace(year=shop.today.year + 1),
        shelf="D-01",
        reason="moved",
    )
    assert shelf(shop, medicine.id) == ["D-01", "C-04"]


@pytest.mark.rows("CAT-16")
def test_a_correction_moves_takes_out_or_leaves_a_batch_where_it_lies() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 5, shelf="C-04")
    other = second_branch(shop)

    def corrected(to: str | None, version: int) -> dict[Any, str]:
        correct_batch(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_id=batch,
            version=version,
            number="B",
            expires_on=shop.today.replace(year=shop.today.year + 1),
            shelf=to,
            reason="moved",
        )
        return bins_of(shop.branch_id, [batch])

    assert corrected(None, 1) == {batch: "C-04"}
    assert corrected("D-01", 2) == {batch: "D-01"}
    assert corrected("", 3) == {}
    assert corrected("D-01", 4) == {batch: "D-01"}
    assert bins_of(other, [batch]) == {}


@pytest.mark.rows("CAT-16")
def test_where_a_batch_lies_is_each_branch_s_own() -> None:
    two = two_branches(shelf="C-04")
    two.receive(two.sent(2), 2)
    away = add_bin(actor=two.shop.owner, branch_id=two.there, code="Z-9")
    assert bins_of(two.there, [two.batch_id]) == {}
    put_in_bin(actor=two.shop.owner, branch_id=two.there, batch_ids=[two.batch_id], bin_id=away)
    assert bins_of(two.there, [two.batch_id]) == {two.batch_id: "Z-9"}
    assert bins_of(two.shop.branch_id, [two.batch_id]) == {two.batch_id: "C-04"}


def test_only_a_bin_in_use_and_a_batch_of_the_branch() -> None:
    shop = open_shop()
    batch = stock_up(shop, add_medicine(shop), 5)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    other = second_branch(shop)
    away = add_bin(actor=shop.owner, branch_id=other, code="A-1")
    with pytest.raises(NotFound):
        put_in_bin(**here, batch_ids=[batch], bin_id=away)
    with pytest.raises(NotFound):
        put_in_bin(actor=shop.owner, branch_id=other, batch_ids=[batch], bin_id=away)
    own = add_bin(**here, code="A-1")
    change_bin(**here, bin_id=own, version=1, code="A-1", label="", is_active=False)
    with pytest.raises(NotFound):
        put_in_bin(**here, batch_ids=[batch], bin_id=own)


def test_each_branch_has_its_own_place_for_the_same_goods() -> None:
    shop = open_shop()
    there = replace(shop, branch_id=second_branch(shop))
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 5)
    Balance.objects.create(
        batch_id=batch,
        product_id=medicine.id,
        branch_id=there.branch_id,
        place=Place.objects.get(branch_id=there.branch_id, kind="shelf"),
        quantity=5,
    )
    both: list[dict[str, Any]] = [
        {"actor": shop.owner, "branch_id": one.branch_id} for one in (shop, there)
    ]
    here, far = both
    bins = [add_bin(**one, code="L-1") for one in both]
    with pytest.raises(NotFound):
        set_home_bin(**here, product_id=medicine.id, bin_id=bins[1])

    for one, key in zip(both, bins, strict=True):
        set_home_bins(**one, product_ids=[medicine.id], bin_id=key)
        put_in_bin(**one, batch_ids=[batch], bin_id=key)
    homes = dict(HomeBin.objects.values_list("branch_id", "bin_id"))
    lies = dict(BatchBin.objects.values_list("branch_id", "bin_id"))
    assert homes == lies == {shop.branch_id: bins[0], there.branch_id: bins[1]}

    for one, key in zip(both, bins, strict=True):
        with pytest.raises(NotFound):  # it belongs there already
            set_home_bins(**one, product_ids=[medicine.id], bin_id=key)
    other = add_bin(**far, code="R-1")
    put_in_bin(**far, batch_ids=[batch], bin_id=other)
    set_home_bin(**far, product_id=medicine.id, bin_id=None)
    moved = add_bin(**here, code="X-1")
    put_in_bin(**here, batch_ids=[batch], bin_id=moved)
    assert sides_of("stock.put_in_bin")[-2:] == [
        ({"bin": "L-1"}, {"bin": "R-1"}),
        ({"bin": "L-1"}, {"bin": "X-1"}),
    ]
    note_shelf(shop.branch_id, batch, "R-1")
    assert BatchBin.objects.get(branch_id=shop.branch_id).bin_id not in {*bins, other, moved}
    note_shelf(shop.branch_id, batch, "")
    assert [one.bin_id for one in BatchBin.objects.all()] == [other]
    assert [one.bin_id for one in HomeBin.objects.all()] == [bins[0]]
