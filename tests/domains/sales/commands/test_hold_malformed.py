"""What a device sends as a sale and is none: kept as it came, once, and in no other's way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.queries.selling_point import get_selling_point
from theriac.domains.sales.commands.hold_malformed import LONGEST_KEPT, hold_malformed
from theriac.domains.sales.models import HeldPush

pytestmark = pytest.mark.django_db


def hold(shop: Shop, sale_id: UUID, **wire: Any) -> HeldPush:
    point = get_selling_point(shop.terminal_id)
    assert point is not None
    hold_malformed(
        actor=shop.owner, branch_id=shop.branch_id, point=point, sale_id=sale_id, wire=wire
    )
    return HeldPush.objects.get(sale_id=sale_id)


def test_it_is_kept_as_it_came_and_stands_encrypted(shop: Shop) -> None:
    held = hold(shop, new_id(), number="T1-7", prescriber="Dr. Sari Wangi")
    assert (held.reason, held.number, held.decided_at) == ("malformed", "T1-7", None)
    assert "Dr. Sari Wangi" in held.content["raw"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM sales_held_push")
        assert "Sari" not in str(cursor.fetchone()[0])


def test_the_same_again_adds_nothing(shop: Shop) -> None:
    sale_id = new_id()
    first = hold(shop, sale_id, number="T1-7")
    assert hold(shop, sale_id, number="T1-7").id == first.id


def test_no_more_than_a_bounded_part_is_kept(shop: Shop) -> None:
    held = hold(shop, new_id(), note="x" * (LONGEST_KEPT + 1))
    assert len(held.content["raw"]) == LONGEST_KEPT


@pytest.mark.parametrize("number", [None, 7, "T1\0", ["T1"]])
def test_a_number_that_cant_be_read_is_none(shop: Shop, number: Any) -> None:
    assert hold(shop, new_id(), number=number).number == ""


@pytest.mark.parametrize(
    ("sent", "kept"), [(3, 3), (2**63 - 1, 0), (-1, 0), ("3", 0), (True, 0), (None, 0)]
)
def test_its_place_in_a_series_counts_only_where_it_is_near(
    shop: Shop, sent: Any, kept: int
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 9)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])]))
    held = hold(shop, new_id(), series_id=str(series_of(shop).id), sequence=sent)
    assert held.sequence == kept


def test_without_a_series_it_explains_no_gap(shop: Shop) -> None:
    assert hold(shop, new_id(), series_id="nothing", sequence=3).sequence == 0


def test_in_another_terminals_series_it_explains_no_gap(shop: Shop) -> None:
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K9", name="Kasir 9")
    theirs = series_of(shop)
    held = hold(replace(shop, terminal_id=other), new_id(), series_id=str(theirs.id), sequence=3)
    assert (held.series_id, held.sequence) == (theirs.id, 0)
