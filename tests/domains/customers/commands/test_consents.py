"""What a customer may be written to about."""

from __future__ import annotations

import pytest

from tests.support.customers import a_customer, change
from tests.support.shop import Shop
from theriac.core.problems import Unprocessable
from theriac.domains.customers.commands.consents import agree_to_privacy, say_own
from theriac.domains.customers.models import Consent
from theriac.domains.customers.problems import CustomerUnknown, PrivacyNotAgreed
from theriac.domains.customers.queries import consents_of, opening

pytestmark = pytest.mark.django_db


def test_nothing_is_allowed_that_wasnt_said_and_the_last_word_counts(shop: Shop) -> None:
    customer = a_customer()
    assert [(one.purpose, one.is_given) for one in consents_of(customer.id)] == [
        ("privacy", True),
        ("order", False),
        ("refill", False),
        ("offers", False),
    ]
    say_own(actor=customer, purpose="offers", is_given=True)
    assert consents_of(customer.id)[3].is_given
    say_own(actor=customer, purpose="offers", is_given=False)
    assert not consents_of(customer.id)[3].is_given
    words = Consent.objects.filter(purpose="offers").order_by("said_at", "id")
    assert list(words.values_list("is_given", "how")) == [(True, "own page"), (False, "own page")]


def test_only_a_customer_and_only_what_the_list_has(shop: Shop) -> None:
    customer = a_customer()
    for purpose in ("privacy", "anything"):
        with pytest.raises(Unprocessable):
            say_own(actor=customer, purpose=purpose, is_given=False)
    with pytest.raises(CustomerUnknown):
        say_own(actor=shop.owner, purpose="offers", is_given=True)


def test_a_changed_text_is_agreed_to_anew(shop: Shop) -> None:
    customer = a_customer()
    before = opening().privacy
    change(shop, privacy_text="We keep it for a year.")
    with pytest.raises(PrivacyNotAgreed):
        agree_to_privacy(actor=customer, privacy=before)
    agree_to_privacy(actor=customer, privacy=opening().privacy)
    assert consents_of(customer.id)[0].text == opening().privacy
