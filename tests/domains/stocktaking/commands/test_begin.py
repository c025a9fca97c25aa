"""Beginning a count: what is on its sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.stocktaking import begin, enter, post
from tests.support.transfers import two_branches
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotPermitted, Unprocessable
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.batches import correct_batch
from theriac.domains.stock.commands.bins import add_bin, change_bin
from theriac.domains.stock.commands.put_in_bin import put_in_bin, set_home_bin
from theriac.domains.stock.models import Bin
from theriac.domains.stocktaking.commands.begin import CountScope, begin_count
from theriac.domains.stocktaking.models import CountDue, CountLine
from theriac.domains.stocktaking.queries.shelves import shelves_to_count

pytestmark = pytest.mark.django_db


def lines_of(count_id: UUID) -> list[UUID]:
    lines = CountLine.objects.filter(count_id=count_id).order_by("id")
    return list(lines.values_list("batch_id", flat=True))


@pytest.mark.rows("STK-14")
def test_a_shelf_has_a_sheet_of_its_own() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    first, second = stock_up(shop, medicine, 10), stock_up(shop, medicine, 20)
    for batch, shelf in ((first, "A1"), (second, "B2")):
        correct_batch(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_id=batch,
            version=1,
            number="N",
            expires_on=shop.today + timedelta(days=400),
            shelf=shelf,
            reason="placed",
        )

    count = begin(shop, "shelf", names=["A1"])

    lines = CountLine.objects.filter(count_id=count)
    assert [(line.batch_id, line.sheet) for line in lines] == [(first, "A1")]
    other = begin(shop, "whole")
    assert [one.batch_id for one in CountLine.objects.filter(count_id=other)] == [second]
    with pytest.raises(Conflict):
        begin(shop, "whole")


@pytest.mark.rows("STK-14", "CAT-16")
def test_a_sheet_is_of_the_bin_as_it_is_called_now_and_of_this_branch() -> None:
    two = two_branches(shelf="A1")
    shop, loose = two.shop, stock_up(two.shop, two.medicine, 3)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    two.receive(two.sent(2), 2)
    away = add_bin(actor=shop.owner, branch_id=two.there, code="Z-9")
    put_in_bin(actor=shop.owner, branch_id=two.there, batch_ids=[two.batch_id], bin_id=away)
    bin_ = Bin.objects.get(branch_id=shop.branch_id)
    change_bin(**here, bin_id=bin_.id, version=1, code="A2", label="", is_active=True)
    assert shelves_to_count(**here) == [("A2", 1), ("", 1)]
    set_home_bin(**here, product_id=two.medicine.id, bin_id=add_bin(**here, code="H1"))
    assert shelves_to_count(**here) == [("A2", 1), ("H1", 1)]

    begin(shop, "shelf", names=["A2"])
    begin(shop, "shelf", names=["H1"])

    lines = CountLine.objects.order_by("id").values_list("batch_id", "sheet")
    assert list(lines) == [(two.batch_id, "A2"), (loose, "H1")]


@pytest.mark.rows("STK-17")
def test_the_controlled_and_what_was_never_counted_here_are_scopes() -> None:
    shop = open_shop()
    plain, strong = add_medicine(shop), add_medicine(shop, "Morphine", legal_class="narkotika")
    common, opiate = stock_up(shop, plain, 10), stock_up(shop, strong, 5)

    controlled = begin(shop, "controlled")
    assert lines_of(controlled) == [opiate]
    enter(shop, controlled, opiate, 5)
    assert lines_of(begin(shop, "never")) == [common]
    post(shop, controlled)
    stock_up(shop, strong, 3, batch_number="LATER")
    with pytest.raises(Conflict):
        begin(shop, "never")

    elsewhere = replace(shop, branch_id=second_branch(shop))
    there = stock_up(elsewhere, strong, 7)
    assert lines_of(begin(elsewhere, "never")) == [there]


def test_a_scope_names_something_that_is_there() -> None:
    shop = open_shop()
    with pytest.raises(Conflict):
        begin(shop)
    for kind in ("shelf", "class", "products", "moon"):
        with pytest.raises(Unprocessable):
            begin(shop, kind)


def test_only_who_reviews_begins() -> None:
    shop = open_shop()
    stock_up(shop, add_medicine(shop), 5)
    with pytest.raises(NotPermitted):
        begin_count(
            actor=add_staff("restocker", shop.branch_id),
            branch_id=shop.branch_id,
            scope=CountScope("whole"),
        )


def test_what_another_branch_has_and_what_is_due_there_is_on_no_sheet_here() -> None:
    shop = open_shop()
    first, second = add_medicine(shop), add_medicine(shop, "Zinc")
    here, due = stock_up(shop, first, 10), stock_up(shop, second, 5)
    elsewhere = replace(shop, branch_id=second_branch(shop))
    stock_up(elsewhere, first, 7, batch_number="AWAY")
    yesterday = shop.today - timedelta(days=1)
    for branch_id, medicine, day in (
        (elsewhere.branch_id, first, shop.today),
        (shop.branch_id, first, yesterday),
        (shop.branch_id, second, shop.today),
    ):
        CountDue.objects.create(
            id=new_id(), branch_id=branch_id, product_id=medicine.id, due_on=day, rank=1
        )

    assert lines_of(begin(shop, "due")) == [due]
    assert lines_of(begin(shop)) == [here]


def test_neither_what_is_on_its_way_nor_what_is_gone_is_on_a_sheet() -> None:
    two = two_branches()
    gone = stock_up(two.shop, two.medicine, 3)
    here: dict[str, Any] = {"actor": two.shop.owner, "branch_id": two.shop.branch_id}
    write_off_stock(**here, batch_id=gone, quantity=3, reason="broken")
    two.sent(2)

    begin(two.shop)

    lines = CountLine.objects.values_list("batch_id", "place__kind")
    assert list(lines) == [(two.batch_id, "shelf")]
