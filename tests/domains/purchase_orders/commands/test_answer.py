"""A supplier's person answers the own orders that were sent, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.orders import an_order, cancelled
from tests.support.portal import a_suppliers_person, sent_order
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.purchase_orders.commands.answer import (
    MOST_ANSWERS,
    answer_order,
    look_at_answer,
)
from theriac.domains.purchase_orders.models import PurchaseOrder, SupplierAnswer
from theriac.domains.purchase_orders.problems import AnswerRefused, OrderClosed
from theriac.domains.purchase_orders.queries.answers import answers_to, list_waiting_answers
from theriac.domains.purchase_orders.queries.orders import read_order
from theriac.domains.purchase_orders.rules.answers import OrderAnswerWritten, ShortLineWritten
from theriac.domains.suppliers.commands.block import block_supplier
from theriac.domains.suppliers.commands.people import withdraw_suppliers_person

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-22")]
EVENT = "theriac.purchase.order.answered.v1"


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def supplier_id(shop: Shop) -> Any:
    return a_supplier(shop)


@pytest.fixture
def person(shop: Shop, supplier_id: Any) -> Actor:
    return a_suppliers_person(shop, supplier_id)


def says(actor: Actor, order_id: Any, *short: tuple[int, int], **facts: Any) -> Any:
    told = [given(ShortLineWritten, position=place, packs=packs) for place, packs in short]
    return answer_order(
        actor=actor, order_id=order_id, facts=given(OrderAnswerWritten, short=told, **facts)
    )


def test_the_answer_waits_until_a_buyer_looked(
    shop: Shop, medicine: Medicine, supplier_id: Any, person: Actor
) -> None:
    order_id = sent_order(shop, medicine, supplier_id)
    day = shop.today + timedelta(days=3)
    key = says(person, order_id, (1, 1), delivers_on=day, note="  One   box\nis short ")

    view = read_order(actor=shop.owner, order_id=order_id)
    assert view is not None
    (answer,) = answers_to(actor=shop.owner, view=view)
    assert (answer.id, answer.delivers_on, answer.note) == (key, day, "One box is short")
    assert (answer.person, answer.short) == ("Wulan", {1: 1})
    waiting = list_waiting_answers(actor=shop.owner, branch_id=shop.branch_id)
    assert [row.id for row in waiting] == [order_id]
    assert OutboxEvent.objects.get(type=EVENT).data == {
        "order_id": str(order_id),
        "number": view.row.number,
        "supplier_id": str(supplier_id),
        "delivers_on": day.isoformat(),
        "short_lines": 1,
    }

    look_at_answer(actor=shop.owner, branch_id=shop.branch_id, order_id=order_id)
    assert not waiting.all().exists()
    with pytest.raises(NotPermitted):
        look_at_answer(actor=person, branch_id=shop.branch_id, order_id=order_id)


def test_the_same_answer_again_is_the_first_one(
    shop: Shop, medicine: Medicine, supplier_id: Any, person: Actor
) -> None:
    order_id = sent_order(shop, medicine, supplier_id)
    keys = {says(person, order_id, (1, 2), delivers_on=shop.today) for _time in range(3)}
    keys.add(says(person, order_id, delivers_on=shop.today))
    assert len(keys) == 1
    assert OutboxEvent.objects.filter(type=EVENT).count() == 1
    assert says(person, order_id, (1, 0), note="None left") not in keys
    assert SupplierAnswer.objects.count() == 2


def test_an_order_of_anybody_else_or_one_that_was_not_sent_is_not_there(
    shop: Shop, medicine: Medicine, supplier_id: Any, person: Actor
) -> None:
    unsent = an_order(shop, medicine, supplier_id)
    others = a_supplier(shop, "PT Anugrah")
    a_suppliers_person(shop, others, "Budi", "budi@anugrah.example")
    foreign = sent_order(shop, medicine, others)
    for order_id in (unsent, foreign, new_id()):
        with pytest.raises(NotFound):
            says(person, order_id, delivers_on=shop.today)
    own = sent_order(shop, medicine, supplier_id)
    buyer = actor_of_person(shop.owner.id)
    assert buyer is not None
    with pytest.raises(NotFound):
        says(buyer, own, delivers_on=shop.today)

    block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason="Licence")
    with pytest.raises(NotFound):
        says(person, own, delivers_on=shop.today)
    withdraw_suppliers_person(actor=shop.owner, supplier_id=supplier_id, contact_id=person.id)
    with pytest.raises(NotFound):
        says(person, own, delivers_on=shop.today)


def test_a_closed_order_is_answered_no_more(
    shop: Shop, medicine: Medicine, supplier_id: Any, person: Actor
) -> None:
    order_id = sent_order(shop, medicine, supplier_id)
    cancelled(shop, order_id)
    with pytest.raises(OrderClosed, match="cancelled"):
        says(person, order_id, delivers_on=shop.today)
    PurchaseOrder.objects.filter(id=order_id).update(state="received")
    with pytest.raises(OrderClosed, match="received"):
        says(person, order_id, delivers_on=shop.today)


@pytest.mark.parametrize(
    ("short", "days", "field"),
    [
        ([(2, 1)], 1, "short"),
        ([(1, 1), (1, 0)], 1, "short"),
        ([(1, 3)], 1, "short"),
        ([(1, -1)], 1, "short"),
        ([(1, 1)], None, "delivers_on"),
        ([], -1, "delivers_on"),
        ([], 367, "delivers_on"),
    ],
)
def test_what_can_not_be_is_refused(
    shop: Shop,
    medicine: Medicine,
    supplier_id: Any,
    person: Actor,
    short: list[tuple[int, int]],
    days: int | None,
    field: str,
) -> None:
    order_id = sent_order(shop, medicine, supplier_id)
    day = None if days is None else shop.today + timedelta(days=days)
    with pytest.raises(AnswerRefused) as refused:
        says(person, order_id, *short, delivers_on=day)
    assert list(refused.value.errors) == [field]
    assert not SupplierAnswer.objects.exists()


def test_after_many_answers_people_telephone(
    shop: Shop, medicine: Medicine, supplier_id: Any, person: Actor
) -> None:
    order_id = sent_order(shop, medicine, supplier_id)
    order = PurchaseOrder.objects.get(id=order_id)
    for place in range(MOST_ANSWERS):
        SupplierAnswer.objects.create(
            id=new_id(),
            order=order,
            note=str(place),
            person_id=person.id,
            recorded_at=order.ordered_at,
        )
    with pytest.raises(Exception, match="Call the pharmacy"):
        says(person, order_id, delivers_on=shop.today)
