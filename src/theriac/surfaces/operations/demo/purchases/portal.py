"""The demo's supplier's person, who answered an order: less of one line, and three days later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.accounts.commands.links import use_link
from theriac.domains.accounts.queries.actors import actor_of_suppliers_person
from theriac.domains.accounts.queries.links import live_link
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.commands.answer import answer_order
from theriac.domains.purchase_orders.commands.send import send_order
from theriac.domains.purchase_orders.queries.orders import list_orders
from theriac.domains.purchase_orders.rules.answers import OrderAnswerWritten, ShortLineWritten
from theriac.domains.suppliers.commands.people import invite_suppliers_person, make_invitation
from theriac.domains.suppliers.queries import find_supplier

EMAIL = "orders@supplier.example"
PASSWORD = "lantern-quay-cinnamon"  # noqa: S105 (the demo's, told in docs/demo.md)


def add_answer(owner: Actor, branch_id: BranchId, end: datetime, today: date) -> int:
    """The newest open order is sent to a person of its supplier and answered; how many people."""
    rows = list_orders(actor=owner, branch_id=branch_id).filter(state="ordered")
    order = rows.order_by("-ordered_at", "-number").first()
    supplier = find_supplier(actor=owner, supplier_id=order.supplier_id) if order else None
    if order is None or supplier is None:
        return 0
    name = supplier.contacts[0]["name"] if supplier.contacts else supplier.name
    with clock.at(end - timedelta(minutes=60)):
        key = invite_suppliers_person(actor=owner, supplier_id=supplier.id, name=name, email=EMAIL)
        issued = make_invitation(actor=owner, supplier_id=supplier.id, contact_id=key)
        link, person = live_link(issued.secret), actor_of_suppliers_person(key)
        if link is None or person is None:
            return 0
        use_link(actor=person, link_id=link.id, password=PASSWORD)
        send_order(actor=owner, branch_id=branch_id, order_id=order.id)
    with clock.at(end - timedelta(minutes=30)):
        facts = OrderAnswerWritten(
            delivers_on=today + timedelta(days=3), short=(ShortLineWritten(position=1, packs=2),)
        )
        answer_order(actor=person, order_id=order.id, facts=facts)
    return 1
