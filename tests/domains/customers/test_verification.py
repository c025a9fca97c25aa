"""What ``verify`` finds of customers."""

from __future__ import annotations

import pytest

from tests.support.customers import a_customer
from tests.support.shop import Shop
from theriac.core.privacy.keys import destroy_keys
from theriac.core.verification.registry import Findings
from theriac.domains.customers.commands.erase import erase_own
from theriac.domains.customers.models import Customer
from theriac.domains.customers.verification import LOCKED_OUT, STILL_HERE, customers_open

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    findings = Findings()
    customers_open(findings)
    return [code for code, _facts in findings.found]


def test_accounts_that_open_are_in_order(shop: Shop) -> None:
    a_customer()
    erase_own(actor=a_customer(email="siti@example.com"))
    assert found() == []


def test_one_that_nobody_can_sign_in_to_and_one_without_a_key_are_named(shop: Shop) -> None:
    lost, gone = a_customer(), a_customer(email="siti@example.com")
    Customer.objects.filter(id=lost.id).update(email_token=7)
    destroy_keys([gone.id])
    assert sorted(found()) == sorted([LOCKED_OUT, STILL_HERE])
