"""A copy of what is kept."""

from __future__ import annotations

import json

import pytest

from tests.support.customers import EMAIL, NAME, a_customer, client_of_customer
from tests.support.shop import Shop
from theriac.domains.customers.commands.consents import say_own
from theriac.domains.customers.commands.export import export_own
from theriac.domains.customers.problems import CustomerUnknown

pytestmark = pytest.mark.django_db


def test_everything_that_is_kept_is_given(shop: Shop) -> None:
    customer = a_customer()
    client_of_customer(customer)
    say_own(actor=customer, purpose="offers", is_given=True)

    content = export_own(actor=customer)

    assert json.loads(json.dumps(content)) == content
    assert content["account"]["name"] == NAME
    assert content["account"]["email"] == EMAIL
    assert [one["purpose"] for one in content["words_about_consent"]] == ["privacy", "offers"]
    assert [one["purpose"] for one in content["consents"] if one["is_given"]] == [
        "privacy",
        "offers",
    ]
    assert len(content["browsers"]) == 1
    done = [one["command"] for one in content["what_was_done"]]
    assert done[0] == "customers.register_customer"
    assert "customers.say_own" in done


def test_nobody_else_gets_one(shop: Shop) -> None:
    with pytest.raises(CustomerUnknown):
        export_own(actor=shop.owner)
