"""Erasing an account: nothing opens it, nothing reads who it was, the trail stays."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from tests.support.customers import EMAIL, NAME, SECRET, a_customer, client_of_customer
from tests.support.shop import Shop
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.privacy.keys import destroy_keys, destroyed_owners
from theriac.domains.accounts.models import SignIn, User
from theriac.domains.customers.book import BOOK
from theriac.domains.customers.commands.erase import erase_own, forget_customer
from theriac.domains.customers.models import Consent, Customer
from theriac.domains.customers.problems import CustomerUnknown

pytestmark = pytest.mark.django_db


def columns(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return str(cursor.fetchall())


def test_no_column_shows_who_a_customer_is(shop: Shop) -> None:
    a_customer()
    tables = connection.introspection.table_names()
    kept = "".join(columns(table) for table in tables)
    for text in (NAME, "Lestari", EMAIL, EMAIL.lower(), "lestari@", SECRET):
        assert text not in kept


def test_an_erased_account_is_gone_with_its_key(shop: Shop) -> None:
    customer = a_customer()
    client = client_of_customer(customer)
    assert client.get("/my-account/").status_code == 200

    proof = erase_own(actor=customer)

    row = Customer.objects.get()
    assert (row.erased_at, row.email_token) == (proof.erased_at, None)
    assert destroyed_owners()[customer.id] == proof.fingerprint
    assert BOOK.account_of(EMAIL) is None
    assert BOOK.contact_of(customer.id) is None
    user = User.objects.get(id=customer.id)
    assert not user.is_active
    assert not user.has_usable_password()
    assert not SignIn.objects.filter(user=user).exists()
    assert authenticate(username=user.handle, password=SECRET) is None
    assert client.get("/my-account/").status_code == 302
    record = AuditRecord.objects.get(
        command="customers.erase_own", object_kind="customers.customer"
    )
    assert record.facts == {"key": proof.fingerprint}
    assert Consent.objects.filter(customer_id=customer.id).count() == 1
    with pytest.raises(CustomerUnknown):
        erase_own(actor=customer)


def test_the_address_is_free_again(shop: Shop) -> None:
    first = a_customer()
    erase_own(actor=first)
    assert a_customer().id != first.id


def test_a_backup_that_still_knows_them_forgets_them(shop: Shop) -> None:
    customer = a_customer()
    other = a_customer(email="siti@example.com")
    destroy_keys([customer.id])

    assert apply_destroyed_keys() == 1
    assert apply_destroyed_keys() == 0

    assert not User.objects.get(id=customer.id).is_active
    assert BOOK.account_of(EMAIL) is None
    assert BOOK.account_of("siti@example.com") == other.id


def test_what_is_forgotten_is_on_record(shop: Shop) -> None:
    customer = a_customer()
    forget_customer(actor=SYSTEM, customer_id=customer.id)
    records = AuditRecord.objects.filter(command="customers.forget_customer")
    assert set(records.values_list("reason", flat=True)) == {"ended", "restored"}


def test_nobody_is_erased_by_this_but_a_customer(shop: Shop) -> None:
    with pytest.raises(CustomerUnknown):
        erase_own(actor=shop.owner)
