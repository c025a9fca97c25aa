"""A supplier's person who looks into the portal, and orders that were sent to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.test import Client

from tests.support.orders import an_order
from tests.support.shop import Medicine, Shop
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_suppliers_person
from theriac.domains.purchase_orders.commands.answer import answer_order
from theriac.domains.purchase_orders.commands.send import send_order
from theriac.domains.purchase_orders.rules.answers import OrderAnswerWritten
from theriac.domains.suppliers.commands.people import invite_suppliers_person

EMAIL = "Wulan@kimia.example"
SECRET = "empat perahu di teluk biru"


def a_suppliers_person(
    shop: Shop, supplier_id: UUID, name: str = "Wulan", email: str = EMAIL, secret: str = SECRET
) -> Actor:
    """Somebody of the supplier who chose a password by their invitation."""
    key = invite_suppliers_person(actor=shop.owner, supplier_id=supplier_id, name=name, email=email)
    user = User.objects.get(id=key)
    user.set_password(secret)
    user.save(update_fields=["password"])
    found = actor_of_suppliers_person(key)
    assert found is not None
    return found


def client_of_supplier(person: Actor) -> Client:
    """A browser in which the supplier's person signed in."""
    client = Client()
    client.force_login(User.objects.get(id=person.id))
    return client


def sent_order(shop: Shop, medicine: Medicine, supplier_id: Any) -> UUID:
    """An order of two boxes that was sent to the supplier, whose people see it."""
    order_id = an_order(shop, medicine, supplier_id)
    send_order(actor=shop.owner, branch_id=shop.branch_id, order_id=order_id)
    return order_id


def answered_order(shop: Shop, medicine: Medicine, supplier_id: Any) -> UUID:
    """An order that the supplier's person answered: it comes whole, today."""
    person = a_suppliers_person(shop, supplier_id)
    order_id = sent_order(shop, medicine, supplier_id)
    facts = given(OrderAnswerWritten, delivers_on=shop.today, note="At noon")
    answer_order(actor=person, order_id=order_id, facts=facts)
    return order_id
