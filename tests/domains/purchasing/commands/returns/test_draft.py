"""Goods are put aside for their supplier; nothing moves."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.returns import a_return, a_sent_return, aside
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.suppliers import a_supplier
from tests.support.trail import facts_of
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.purchasing.commands.returns.draft import (
    begin_return,
    discard_return,
    put_aside,
    write_return_lines,
)
from theriac.domains.purchasing.models import SupplierReturn, SupplierReturnLine
from theriac.domains.purchasing.problems import ReturnFixed
from theriac.domains.stock.models import Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(shop: Shop) -> UUID:
    return stock_up(shop, add_medicine(shop), 100, cost_amount=70_000, cost_units=100)


def test_a_line_asks_back_what_the_goods_cost_and_moves_nothing(shop: Shop, batch: UUID) -> None:
    before = Movement.objects.count()
    a_return(shop, a_supplier(shop), [aside(batch, 30)])
    line = SupplierReturnLine.objects.get()
    assert (line.quantity, line.credit, Movement.objects.count()) == (30, 21_000, before)


def test_a_batch_joins_the_unsent_return_to_its_supplier(shop: Shop, batch: UUID) -> None:
    other = stock_up(shop, add_medicine(shop, "Amoksisilin 500 mg kapsul"), 20)
    supplier_id = a_supplier(shop)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "supplier_id": supplier_id}
    first = put_aside(**at, goods=aside(batch, 30))  # type: ignore[arg-type]
    again = put_aside(**at, goods=aside(batch, 40, "damaged"))  # type: ignore[arg-type]
    third = put_aside(**at, goods=aside(other, 5))  # type: ignore[arg-type]
    assert first == again == third
    lines = SupplierReturnLine.objects.order_by("position")
    assert [(one.batch_id, one.quantity, one.why) for one in lines] == [
        (batch, 40, "damaged"),
        (other, 5, "expired"),
    ]


@pytest.mark.parametrize(
    ("quantity", "why", "field"),
    [
        (0, "expired", "quantity"),
        (101, "expired", "lines.0.quantity"),
        (1, "x", "why"),
    ],
)
def test_what_cant_go_back_is_refused_at_its_field(
    shop: Shop, batch: UUID, quantity: int, why: str, field: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        a_return(shop, a_supplier(shop), [aside(batch, quantity, why)])
    assert set(refused.value.errors) == {field}


def test_a_batch_stands_once_and_is_known(shop: Shop, batch: UUID) -> None:
    with pytest.raises(Unprocessable) as refused:
        a_return(shop, a_supplier(shop), [aside(batch), aside(batch), aside(new_id())])
    assert set(refused.value.errors) == {"lines.1.batch_id", "lines.2.batch_id"}


def test_an_unknown_supplier_is_refused(shop: Shop) -> None:
    with pytest.raises(NotFound):
        begin_return(actor=shop.owner, branch_id=shop.branch_id, supplier_id=new_id())


def test_lines_are_written_anew_under_the_version_that_was_seen(shop: Shop, batch: UUID) -> None:
    draft = a_return(shop, a_supplier(shop), [aside(batch, 30)])
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "return_id": draft.id}
    write_return_lines(**at, version=draft.version, lines=[aside(batch, 5, credit=1)], note="box 3")  # type: ignore[arg-type]
    line = SupplierReturnLine.objects.get()
    assert (line.quantity, line.credit) == (5, 1)
    (told,) = facts_of("purchasing.write_return_lines")
    assert told["names"] == ["lines", "note"]
    assert (told["quantities_before"], told["quantities"]) == ({str(batch): 30}, {str(batch): 5})
    with pytest.raises(Stale):
        write_return_lines(**at, version=draft.version, lines=[])  # type: ignore[arg-type]


def test_what_is_sent_is_neither_written_nor_discarded(shop: Shop, batch: UUID) -> None:
    sent = a_sent_return(shop, a_supplier(shop), [aside(batch, 30)])
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "return_id": sent.id}
    with pytest.raises(ReturnFixed):
        write_return_lines(**at, version=sent.version, lines=[])  # type: ignore[arg-type]
    with pytest.raises(ReturnFixed):
        discard_return(**at, version=sent.version)  # type: ignore[arg-type]


def test_an_unsent_return_is_discarded(shop: Shop, batch: UUID) -> None:
    draft = a_return(shop, a_supplier(shop), [aside(batch, 30)])
    discard_return(
        actor=shop.owner, branch_id=shop.branch_id, return_id=draft.id, version=draft.version
    )
    assert SupplierReturn.objects.get().state == "discarded"


def test_a_restocker_puts_aside_and_a_cashier_doesnt(shop: Shop, batch: UUID) -> None:
    supplier_id = a_supplier(shop)
    goods = aside(batch)
    restocker, cashier = (
        add_staff("restocker", shop.branch_id),
        add_staff("cashier", shop.branch_id),
    )
    put_aside(actor=restocker, branch_id=shop.branch_id, supplier_id=supplier_id, goods=goods)
    with pytest.raises(NotPermitted):
        put_aside(actor=cashier, branch_id=shop.branch_id, supplier_id=supplier_id, goods=goods)
