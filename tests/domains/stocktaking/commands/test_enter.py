"""Entering looks: blind, once, and not by who may know the figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from tests.support.stocktaking import balance, begin, enter, line_of, post
from theriac.core import clock
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.stocktaking.commands.enter import CountFound, add_found_batch, enter_counts
from theriac.domains.stocktaking.models import CountEntry, StockCount
from theriac.domains.stocktaking.problems import CountedByYou
from theriac.domains.stocktaking.queries.sheets import SheetLine, sheet_lines
from theriac.domains.stocktaking.queries.variances import variances

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 100)


def test_the_same_entry_sent_again_changes_nothing(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    found = CountFound(id=new_id(), line_id=line_of(count, batch), counted=97)
    for kept in (1, 0):
        new = enter_counts(
            actor=shop.owner,
            branch_id=shop.branch_id,
            count_id=count,
            found=[found],
            way="phone",
        )
        assert new == kept
    assert CountEntry.objects.count() == 1


def test_another_branch_enters_and_posts_nothing_here(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    there = replace(shop, branch_id=second_branch(shop))
    with pytest.raises(NotFound):
        enter(there, count, batch, 97)
    enter(shop, count, batch, 97)
    with pytest.raises(NotFound):
        post(there, count)
    assert StockCount.objects.get().state == "open"


@pytest.mark.rows("STK-16")
def test_whoever_counts_sees_no_figure_and_learns_of_no_difference(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    first = add_staff("restocker", shop.branch_id, "ana")
    second = add_staff("restocker", shop.branch_id, "ben")
    row = StockCount.objects.get(id=count)
    names = set(SheetLine.__dataclass_fields__)
    assert not names & {"expected", "quantity", "balance", "difference", "value"}

    enter(shop, count, batch, 60, by=first)

    seen = {
        who.name: sheet_lines(actor=who, branch_id=shop.branch_id, count=row)[0].state
        for who in (first, second)
    }
    assert seen == {"Ana": "counted", "Ben": "again"}
    hidden = variances(actor=shop.owner, branch_id=shop.branch_id, count=row)[0]
    assert (hidden.state, hidden.counted, hidden.expected) == ("again", None, None)
    with pytest.raises(CountedByYou):
        enter(shop, count, batch, 100, by=first)
    enter(shop, count, batch, 61, by=second)
    shown = variances(actor=shop.owner, branch_id=shop.branch_id, count=row)[0]
    assert (shown.counted, shown.expected, shown.difference) == (61, 100, -39)


@pytest.mark.rows("STK-16")
def test_who_may_see_the_figure_of_a_line_doesnt_enter_it_anew(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    enter(shop, count, batch, 98)
    with pytest.raises(CountedByYou):
        enter(shop, count, batch, 100)


def test_bad_looks_are_refused(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    with pytest.raises(Unprocessable):
        given(CountFound, id=new_id(), line_id=new_id(), counted=-1)
    with pytest.raises(Unprocessable):
        enter(shop, count, batch, 5, looked_at=clock.now() - timedelta(days=1))
    with pytest.raises(NotFound):
        enter_counts(
            actor=shop.owner,
            branch_id=shop.branch_id,
            count_id=count,
            found=[CountFound(id=new_id(), line_id=new_id(), counted=3)],
            way="screen",
        )
    assert not CountEntry.objects.exists()


@pytest.mark.rows("STK-14")
def test_goods_on_no_sheet_are_put_onto_one_and_come_in(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    named = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "count_id": count,
        "product_id": medicine.id,
        "number": "LOST-7",
        "expires_on": None,
        "shelf": "C3",
    }
    line = add_found_batch(**named)  # type: ignore[arg-type]
    assert add_found_batch(**named) == line  # type: ignore[arg-type]
    for who in ("ana", "ben"):
        enter_counts(
            actor=add_staff("restocker", shop.branch_id, who),
            branch_id=shop.branch_id,
            count_id=count,
            found=[CountFound(id=new_id(), line_id=line, counted=12)],
            way="screen",
        )
    post(shop, count, leave_out=True)
    found = CountEntry.objects.filter(line_id=line)[0].line.batch_id
    assert balance(found) == 12
    assert balance(batch) == 100
