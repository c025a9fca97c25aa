"""Registering: nothing is told of an address, nothing opens before it is confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from tests.support.customers import (
    EMAIL,
    NAME,
    ORIGIN,
    SECRET,
    TEXT,
    a_customer,
    change,
    given,
    mailed,
    secret_in,
)
from tests.support.portal import a_suppliers_person
from tests.support.shop import Shop, add_staff
from tests.support.staff import keep
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.jobs.models import Job
from theriac.core.privacy.keys import open_keys
from theriac.core.problems import Unprocessable
from theriac.domains.accounts.models import User
from theriac.domains.accounts.problems import (
    LinkEnded,
    RegistrationClosed,
    SignInRefused,
    TooManyTries,
    WeakPassword,
)
from theriac.domains.customers.book import BOOK
from theriac.domains.customers.commands.register import (
    confirm_registration,
    forget_registrations,
    make_confirmation_link,
    newcomer,
    register_customer,
)
from theriac.domains.customers.models import Consent, Customer, Registration
from theriac.domains.customers.problems import AddressTaken, PrivacyNotAgreed
from theriac.domains.customers.queries import opening
from theriac.domains.customers.registration import confirm, register
from theriac.domains.customers.rules import fingerprint

pytestmark = pytest.mark.django_db


@pytest.mark.rows("API-08")
def test_an_account_opens_once_its_address_is_confirmed(shop: Shop) -> None:
    register(given(), ORIGIN)
    assert not Customer.objects.exists()
    assert not User.objects.filter(kind="customer").exists()
    assert BOOK.account_of(EMAIL) is None

    message = mailed()
    assert (message.to, message.subject) == ([EMAIL], "Confirm your address")
    assert "Hello Dewi Lestari" in message.body
    assert "Apotek Sentosa" in message.body
    user_id = confirm(secret_in(message), SECRET)

    customer, user = Customer.objects.get(), User.objects.get(id=user_id)
    assert (customer.id, customer.name, customer.email) == (user_id, NAME, EMAIL)
    assert user.is_active
    assert user.check_password(SECRET)
    assert (user.email, user.display_name) == ("", customer.number)
    assert BOOK.account_of(" dewi.lestari@EXAMPLE.com") == user_id
    assert not Registration.objects.exists()


def test_the_yes_to_the_privacy_text_is_kept_with_when_how_and_which(shop: Shop) -> None:
    before = clock.now()
    actor = a_customer()

    said = Consent.objects.get(customer_id=actor.id)
    assert (said.purpose, said.is_given, said.how) == ("privacy", True, "page")
    assert said.text == fingerprint(TEXT)
    assert before <= said.said_at <= said.recorded_at
    assert said.recorded_by == actor.id


def test_a_link_works_once(shop: Shop) -> None:
    register(given(), ORIGIN)
    secret = secret_in(mailed())
    confirm(secret, SECRET)
    with pytest.raises(LinkEnded):
        confirm(secret, SECRET)
    assert Customer.objects.count() == 1


def test_a_link_is_over_after_two_days_and_what_was_typed_goes_with_its_key(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(given(), ORIGIN)
    waiting = Registration.objects.get()
    secret = secret_in(mailed())
    assert forget_registrations(actor=SYSTEM) == 0
    later = clock.now() + timedelta(days=2, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    with pytest.raises(LinkEnded):
        confirm(secret, SECRET)
    assert forget_registrations(actor=SYSTEM) == 1
    assert not Registration.objects.exists()
    assert open_keys([waiting.id]) == {}


def test_nobody_opens_an_account_under_a_password_of_theirs_by_anothers_click(shop: Shop) -> None:
    register(given(password="kata sandi si penyerang"), ORIGIN)
    secret = secret_in(mailed())
    with pytest.raises(SignInRefused):
        confirm(secret, SECRET)
    assert not Customer.objects.exists()


def test_passwords_at_a_link_are_limited(shop: Shop) -> None:
    register(given(), ORIGIN)
    secret = secret_in(mailed())
    for _ in range(10):
        with pytest.raises(SignInRefused):
            confirm(secret, "bukan yang ini sama sekali")
    with pytest.raises(TooManyTries):
        confirm(secret, SECRET)


def test_a_known_address_is_told_by_its_mail_alone(shop: Shop) -> None:
    a_customer()
    register(given(name="Orang Lain", password="kata sandi si penyerang"), ORIGIN)

    message = mailed()
    assert (message.to, message.subject) == ([EMAIL], "You already have an account")
    assert "?key=" not in message.body
    assert Customer.objects.get().name == NAME
    assert User.objects.get(kind="customer").check_password(SECRET)


def test_of_two_registrations_of_one_address_one_opens(shop: Shop) -> None:
    register(given(), ORIGIN)
    first = secret_in(mailed())
    register(given(), ORIGIN)
    second = secret_in(mailed())
    confirm(first, SECRET)
    with pytest.raises(AddressTaken):
        confirm(second, SECRET)
    assert Customer.objects.count() == 1


def test_an_address_of_the_staff_may_have_a_customers_account_too(shop: Shop) -> None:
    add_staff("cashier", shop.branch_id)
    keep(User.objects.get_by_natural_key("cashier").id, email=EMAIL)
    assert a_customer().id != User.objects.get_by_natural_key("cashier").id


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"email": "dewi"}, "email"),
        ({"email": f"{'d' * 190}@example.com"}, "email"),
    ],
)
def test_what_doesnt_fit_is_refused_at_its_field(
    shop: Shop, changed: dict[str, str], field: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        register_customer(actor=newcomer(), given=given(**changed))
    assert list(refused.value.errors) == [field]
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("pendek", "too short"),
        ("password123", "too common"),
        ("Dewi Lestari", "too similar"),
        ("apotek1234", "easy to guess"),
    ],
)
def test_a_password_meets_the_policy_of_the_staff(shop: Shop, password: str, words: str) -> None:
    with pytest.raises(WeakPassword, match=words):
        register_customer(actor=newcomer(), given=given(password=password))


def test_without_the_setting_or_a_mail_server_nobody_registers(shop: Shop, settings: Any) -> None:
    settings.MAIL_WORKS = False
    with pytest.raises(RegistrationClosed):
        register_customer(actor=newcomer(), given=given())
    settings.MAIL_WORKS = True
    change(shop, customer_registration=False)
    with pytest.raises(RegistrationClosed):
        register_customer(actor=newcomer(), given=given())


def test_a_yes_is_to_the_text_as_it_is_now(shop: Shop) -> None:
    read = opening().privacy
    change(shop, privacy_text="Another text.")
    with pytest.raises(PrivacyNotAgreed):
        register_customer(actor=newcomer(), given=given(privacy=read))


def test_no_record_job_or_row_names_who_registered(shop: Shop) -> None:
    register(given(), ORIGIN)
    kept: list[Any] = [
        *AuditRecord.objects.values_list("facts", "reason"),
        *Job.objects.values_list("args", "kwargs"),
    ]
    with connection.cursor() as cursor:  # as the rows lie there, not as a model hides them
        for model in (User, Registration):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            rows = cursor.fetchall()
            kept += rows
    assert rows
    for text in ("Dewi", "Lestari", "lestari", SECRET):
        assert text not in str(kept)


def test_a_mailbox_isnt_flooded(shop: Shop) -> None:
    for _ in range(10):
        register(given(), ORIGIN)
    with pytest.raises(TooManyTries):
        register(given(email=EMAIL.upper()), ORIGIN)
    register(given(email="siti@example.com"), ORIGIN)


def test_the_mail_speaks_the_language_of_who_registered(shop: Shop) -> None:
    register(given(language="id"), ORIGIN)
    mailed()
    assert mail.outbox[-1].subject != "Confirm your address"


def test_a_registration_that_is_over_gets_no_link(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(given(), ORIGIN)
    waiting = Registration.objects.get()
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(LinkEnded):
        make_confirmation_link(actor=SYSTEM, registration_id=waiting.id)


def test_an_unknown_link_opens_nothing(shop: Shop) -> None:
    with pytest.raises(LinkEnded):
        confirm_registration(actor=newcomer(), secret="", password=SECRET)


@pytest.mark.rows("PUR-22")
def test_the_address_of_a_suppliers_person_opens_no_customers_account(shop: Shop) -> None:
    """Its sign-in leads to the portal, whether invited before the link was mailed or after."""
    register(given(), ORIGIN)
    secret = secret_in(mailed())
    a_suppliers_person(shop, a_supplier(shop), email=EMAIL.upper())
    with pytest.raises(AddressTaken):
        confirm(secret, SECRET)
    register(given(), ORIGIN)
    assert mailed().subject == "You already have an account"
    assert not Customer.objects.exists()
