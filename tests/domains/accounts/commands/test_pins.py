"""A PIN is six digits that nobody tries first; five wrong tries lock it until the password."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from theriac.core.actor import SYSTEM, Actor
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.commands.pins import (
    PinState,
    PinTried,
    remove_pin,
    set_pin,
    try_pin,
    unlock_pin,
)
from theriac.domains.accounts.models import CounterPin
from theriac.domains.accounts.problems import WeakPin
from theriac.domains.accounts.queries.pins import has_failed_tries

pytestmark = pytest.mark.django_db
PIN = "482915"


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    person = add_staff("cashier", shop.branch_id)
    set_pin(actor=person, pin=PIN)
    return person


def tried(person: Actor, pin: str) -> PinTried:
    return try_pin(actor=SYSTEM, user_id=person.id, pin=pin)


@pytest.mark.parametrize(
    "pin",
    ["", "48291", "4829150", "48291a", "٤٨٢٩١٥", "111111", "121212", "123123", "123456", "987654"],
)
def test_what_anybody_tries_first_is_no_pin(shop: Shop, pin: str) -> None:
    with pytest.raises(WeakPin):
        set_pin(actor=shop.owner, pin=pin)
    assert not CounterPin.objects.filter(user_id=shop.owner.id).exists()


def test_of_a_pin_only_a_slow_hash_is_kept(cashier: Actor) -> None:
    assert CounterPin.objects.get().pin_hash.startswith("argon2$argon2id$")
    assert PIN not in str(AuditRecord.objects.values_list("facts", "reason"))


@pytest.mark.rows("SEC-10")
def test_five_wrong_tries_lock_it_until_the_password(cashier: Actor) -> None:
    assert tried(cashier, PIN).state is PinState.FITS
    lefts = [tried(cashier, "000000") for _ in range(5)]
    assert [one.left for one in lefts] == [4, 3, 2, 1, 0]
    assert [one.state for one in lefts] == [PinState.WRONG] * 4 + [PinState.LOCKED]
    assert tried(cashier, PIN).state is PinState.LOCKED
    assert has_failed_tries(cashier.id)

    unlock_pin(actor=cashier)
    assert tried(cashier, PIN).state is PinState.FITS


def test_a_pin_that_fits_lets_the_tries_begin_anew(cashier: Actor) -> None:
    for pin in ("000000", "000001", PIN, "000002"):
        last = tried(cashier, pin)
    assert last == PinTried(PinState.WRONG, 4)


def test_each_try_is_on_the_record(cashier: Actor) -> None:
    tried(cashier, "000000")
    tried(cashier, PIN)
    records = AuditRecord.objects.filter(command="accounts.try_pin").order_by("id")
    assert [(one.object_id, one.reason) for one in records] == [
        (cashier.id, "wrong"),
        (cashier.id, "fits"),
    ]


def test_a_removed_pin_opens_nothing_and_a_new_one_replaces_it(cashier: Actor) -> None:
    set_pin(actor=cashier, pin="730164")
    assert tried(cashier, PIN).state is PinState.WRONG
    assert tried(cashier, "730164").state is PinState.FITS
    remove_pin(actor=cashier)
    assert tried(cashier, "730164").state is PinState.NONE
