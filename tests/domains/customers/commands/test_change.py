"""A customer's own name and address."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tests.support.customers import EMAIL, ORIGIN, a_customer, secret_in
from tests.support.shop import Shop
from theriac.core.actor import SYSTEM, Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.accounts.problems import LinkEnded
from theriac.domains.accounts.queries.links import live_link
from theriac.domains.customers.book import BOOK
from theriac.domains.customers.commands.change import (
    ask_for_own_email,
    change_own_name,
    confirm_own_email,
    make_own_email_link,
)
from theriac.domains.customers.jobs import mail_new_address
from theriac.domains.customers.models import Customer
from theriac.domains.customers.problems import AddressTaken, CustomerUnknown

pytestmark = pytest.mark.django_db
NEW = "dewi@baru.example"


def asked(customer: Actor, email: str = NEW) -> Any:
    """The link that went to another address."""
    assert ask_for_own_email(actor=customer, email=email)
    assert mail_new_address.call(str(customer.id), ORIGIN)
    return live_link(secret_in(mail.outbox[-2]), email=True)


def named(customer: Actor) -> list[list[str]]:
    """What the trail says was changed of somebody, without what it became."""
    records = AuditRecord.objects.filter(object_id=customer.id, facts__has_key="names")
    return [record.facts["names"] for record in records.order_by("id")]


def test_a_name_is_their_own_to_change(shop: Shop) -> None:
    customer = a_customer()
    change_own_name(actor=customer, name="  Dewi   L. ")
    assert Customer.objects.get().name == "Dewi L."
    assert named(customer) == [["name"]]
    with pytest.raises(Unprocessable):
        change_own_name(actor=customer, name=" ")
    with pytest.raises(CustomerUnknown):
        change_own_name(actor=shop.owner, name="Dewi")


def test_another_address_counts_once_its_link_was_opened(shop: Shop) -> None:
    customer = a_customer()
    link = asked(customer)

    to_new, to_old = mail.outbox[-2:]
    assert (to_new.to, to_old.to) == ([NEW], [EMAIL])
    assert to_old.subject == "Your address is being changed"
    assert "?key=" not in to_old.body
    assert BOOK.account_of(NEW) is None

    confirm_own_email(actor=customer, link_id=link.id)
    assert (BOOK.account_of(NEW), BOOK.account_of(EMAIL)) == (customer.id, None)
    assert named(customer) == [["new_email"], ["email"]]
    kept = Customer.objects.get()
    assert (kept.email, kept.new_email) == (NEW, "")
    with pytest.raises(LinkEnded):
        confirm_own_email(actor=customer, link_id=link.id)


def test_the_same_address_waits_for_nothing(shop: Shop) -> None:
    customer = a_customer()
    assert not ask_for_own_email(actor=customer, email=EMAIL.upper())
    assert not mail_new_address.call(str(customer.id), ORIGIN)
    with pytest.raises(NotFound):
        make_own_email_link(actor=SYSTEM, customer_id=customer.id)
    with pytest.raises(Unprocessable):
        ask_for_own_email(actor=customer, email="dewi")


def test_that_an_address_is_anothers_is_told_only_to_who_reads_its_mail(shop: Shop) -> None:
    other = a_customer(email=NEW)
    customer = a_customer()
    link = asked(customer)
    with pytest.raises(AddressTaken):
        confirm_own_email(actor=customer, link_id=link.id)
    assert (BOOK.account_of(NEW), BOOK.account_of(EMAIL)) == (other.id, customer.id)
