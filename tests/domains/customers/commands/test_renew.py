"""Addresses are found under every key that is left, and renewed before one goes."""

from __future__ import annotations

import pytest

from tests.support.customers import EMAIL, a_customer
from tests.support.jobs import done_now
from tests.support.shop import Shop
from theriac.core.actor import SYSTEM
from theriac.core.privacy.keyed_hashes import hash_keys, make_hash_key
from theriac.domains.customers.book import BOOK
from theriac.domains.customers.commands.erase import erase_own
from theriac.domains.customers.commands.renew import renew_address_tokens
from theriac.domains.customers.models import Customer
from theriac.domains.patients.jobs import renew_search_tokens

pytestmark = pytest.mark.django_db


def test_a_customer_signs_in_while_and_after_the_key_is_changed(shop: Shop) -> None:
    customer = a_customer()
    erase_own(actor=a_customer(email="siti@example.com"))
    before = Customer.objects.get(id=customer.id).email_token

    number = make_hash_key()
    assert BOOK.account_of(EMAIL) == customer.id
    done_now(renew_search_tokens)

    assert [key.generation for key in hash_keys()] == [number]
    assert BOOK.account_of(EMAIL) == customer.id
    now = Customer.objects.get(id=customer.id)
    assert now.hash_generation == number
    assert now.email_token != before
    assert renew_address_tokens(actor=SYSTEM, customer_ids=[customer.id]) == 0
