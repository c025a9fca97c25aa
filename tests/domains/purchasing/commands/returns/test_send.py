"""A return takes goods out of stock in whatever state they are, and may bring them back."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.books import sell
from tests.support.returns import a_return, a_sent_return, aside
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.suppliers import a_supplier
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.purchasing.commands.returns.credit import enter_credit
from theriac.domains.purchasing.commands.returns.send import send_return, take_return_back
from theriac.domains.purchasing.models import (
    SupplierReturn,
    SupplierReturnLine,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.problems import ReturnFixed
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


def left(batch: UUID) -> int:
    return Balance.objects.get(batch_id=batch).quantity


def violations() -> list[str]:
    return [f"{one.code}" for result in run_checks() for one in result.violations]


@pytest.mark.rows("PUR-19")
@pytest.mark.parametrize("days", [-40, 0, 20, 400, None])
def test_goods_of_any_expiry_go_back(shop: Shop, days: int | None) -> None:
    batch = stock_up(shop, add_medicine(shop), 100, days=days, cost_amount=9_000, cost_units=100)
    sent = a_sent_return(shop, a_supplier(shop), [aside(batch, 60)])
    movement = Movement.objects.get(document_id=sent.id)
    assert (left(batch), movement.kind, movement.quantity) == (40, "to_supplier", 60)
    assert (sent.state, sent.expected, sent.number[-12:]) == ("sent", 5_400, "RS-26-000001"[-12:])
    assert violations() == []


@pytest.mark.rows("PUR-19")
def test_a_held_and_partly_sold_batch_goes_back(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    sell(shop, medicine.id, 7)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="damp box")
    a_sent_return(shop, a_supplier(shop), [aside(batch, 93, "damaged")])
    assert left(batch) == 0
    assert violations() == []


def test_what_was_sold_meanwhile_is_named(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    draft = a_return(shop, a_supplier(shop), [aside(batch, 10)])
    sell(shop, medicine.id, 3)
    with pytest.raises(InsufficientStock) as refused:
        send_return(
            actor=shop.owner, branch_id=shop.branch_id, return_id=draft.id, version=draft.version
        )
    assert (refused.value.facts["requested"], refused.value.facts["available"]) == (10, 7)
    draft.refresh_from_db()
    assert (draft.state, draft.number, left(batch)) == ("draft", "", 7)


def test_a_return_without_lines_isnt_sent(shop: Shop) -> None:
    draft = a_return(shop, a_supplier(shop), [])
    with pytest.raises(Unprocessable):
        send_return(
            actor=shop.owner, branch_id=shop.branch_id, return_id=draft.id, version=draft.version
        )


def test_what_the_supplier_didnt_take_lies_where_it_lay(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 100)
    sent = a_sent_return(shop, a_supplier(shop), [aside(batch, 60)])
    number = take_return_back(
        actor=shop.owner,
        branch_id=shop.branch_id,
        return_id=sent.id,
        version=sent.version,
        reason="the driver had no room",
    )
    sent.refresh_from_db()
    back = SupplierReturnPosting.objects.get(number=number)
    assert (left(batch), sent.state) == (100, "taken_back")
    first = Movement.objects.get(document_id=sent.id)
    assert Movement.objects.get(document_id=back.document_id).reverses_id == first.id
    assert violations() == []


def test_credited_goods_dont_come_back(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 100, cost_amount=9_000, cost_units=100)
    sent = a_sent_return(shop, a_supplier(shop), [aside(batch, 60)])
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "return_id": sent.id}
    version = enter_credit(
        **at,  # type: ignore[arg-type]
        version=sent.version,
        number="CN-1",
        credited_on=shop.today,
        amount=100,
    )
    with pytest.raises(ReturnFixed):
        take_return_back(**at, version=version, reason="none taken")  # type: ignore[arg-type]


def test_a_restocker_doesnt_send(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 100)
    draft = a_return(shop, a_supplier(shop), [aside(batch)])
    with pytest.raises(NotPermitted):
        send_return(
            actor=add_staff("restocker", shop.branch_id),
            branch_id=shop.branch_id,
            return_id=draft.id,
            version=draft.version,
        )


def test_a_changed_line_of_a_sent_return_is_found(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 100)
    sent = a_sent_return(shop, a_supplier(shop), [aside(batch, 60)])
    SupplierReturnLine.objects.update(quantity=61)
    assert violations() == ["purchasing.return_unmoved", "purchasing.return_changed"]
    SupplierReturnLine.objects.update(quantity=60)
    SupplierReturn.objects.filter(id=sent.id).update(credited=5)
    assert violations() == ["purchasing.credit_differs"]
