"""Keeping a customer out, with a reason."""

from __future__ import annotations

import pytest

from tests.support.customers import a_customer, client_of_customer
from tests.support.shop import Shop, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, NotPermitted, Unprocessable
from theriac.domains.accounts.models import SecurityEvent, User
from theriac.domains.customers.commands.block import block_customer, unblock_customer
from theriac.domains.customers.models import Customer
from theriac.domains.customers.problems import CustomerUnknown

pytestmark = pytest.mark.django_db


def test_a_blocked_customer_is_out_at_once_and_comes_back(shop: Shop) -> None:
    customer = a_customer()
    client = client_of_customer(customer)

    block_customer(actor=shop.owner, customer_id=customer.id, reason="orders that nobody collects")
    assert client.get("/my-account/").status_code == 302
    assert not User.objects.get(id=customer.id).is_active
    assert Customer.objects.get().blocked_at is not None
    with pytest.raises(Conflict):
        block_customer(actor=shop.owner, customer_id=customer.id, reason="again")

    unblock_customer(actor=shop.owner, customer_id=customer.id, reason="they called")
    assert User.objects.get(id=customer.id).is_active
    assert client_of_customer(customer).get("/my-account/").status_code == 200

    records = AuditRecord.objects.filter(
        object_kind="customers.customer", command__endswith="block_customer"
    ).order_by("recorded_at", "id")
    assert [(one.reason, one.facts) for one in records] == [
        ("orders that nobody collects", {"blocked": True}),
        ("they called", {"blocked": False}),
    ]
    kinds = SecurityEvent.objects.filter(user_id=customer.id).order_by("recorded_at", "id")
    assert list(kinds.values_list("kind", flat=True)) == ["person_shut_out", "person_let_in"]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 121])
def test_a_reason_is_said(shop: Shop, reason: str) -> None:
    customer = a_customer()
    with pytest.raises(Unprocessable):
        block_customer(actor=shop.owner, customer_id=customer.id, reason=reason)


def test_only_who_manages_people_and_only_customers(shop: Shop) -> None:
    customer = a_customer()
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        block_customer(actor=cashier, customer_id=customer.id, reason="no")
    with pytest.raises(CustomerUnknown):
        block_customer(actor=shop.owner, customer_id=cashier.id, reason="no")
