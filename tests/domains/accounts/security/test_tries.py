"""Tries are counted, the last locks, each lock is longer, and the clock or a success ends it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from theriac.core import clock
from theriac.domains.accounts.models import TryCount
from theriac.domains.accounts.problems import TooManyTries
from theriac.domains.accounts.security.address import network_of
from theriac.domains.accounts.security.tries import (
    TakenTry,
    account,
    address,
    forget_old,
    forgive,
    locked_until,
    take_try,
    unlock,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 15, 5, 0, tzinfo=UTC)
DEWI = account("Dewi")


def tries_until_locked(at: datetime = NOON) -> list[TakenTry]:
    with clock.at(at):
        return [take_try(DEWI) for _ in range(10)]


@pytest.mark.rows("SEC-11", "AUD-03")
def test_the_tenth_try_locks_and_the_eleventh_is_refused_with_the_time_left() -> None:
    taken = tries_until_locked()

    assert [len(one.locking) for one in taken] == [0] * 9 + [1]
    with clock.at(NOON + timedelta(seconds=30)), pytest.raises(TooManyTries) as refused:
        take_try(DEWI)
    assert refused.value.facts["retry_after"] == 270
    assert str(refused.value) == "Too many attempts. Wait 5 minutes, then try again."
    with clock.at(NOON):
        assert locked_until(account(" dewi ")) == NOON + timedelta(minutes=5)
    take_try(account("ratna"))


@pytest.mark.rows("SEC-11")
def test_each_lock_is_longer_than_the_one_before_up_to_four_hours() -> None:
    at, lengths = NOON, []
    for _ in range(5):
        tries_until_locked(at)
        with clock.at(at):
            until = locked_until(DEWI)
        assert until is not None
        lengths.append(until - at)
        at = until

    minutes = [length.total_seconds() / 60 for length in lengths]
    assert minutes == [5, 15, 60, 240, 240]


def test_a_day_without_a_try_forgets_tries_and_locks() -> None:
    tries_until_locked()
    later = NOON + timedelta(days=1, minutes=1)

    tries_until_locked(later)

    with clock.at(later):
        assert locked_until(DEWI) == later + timedelta(minutes=5)


def test_a_success_forgets_the_accounts_tries_and_the_lock_of_the_last() -> None:
    taken = tries_until_locked()
    with clock.at(NOON):
        forgive(taken[-1])

        assert locked_until(DEWI) is None
        assert take_try(DEWI).locking == []


def test_a_success_gives_an_address_only_its_own_try_back() -> None:
    here = address("203.0.113.7")
    with clock.at(NOON):
        for _ in range(48):
            take_try(here)
        forgive(take_try(account("ratna"), here))
        take_try(here)
        last = take_try(here)
        assert last.locking == [here]
        forgive(last)
        assert take_try(here).locking == [here]
        with pytest.raises(TooManyTries):
            take_try(account("ratna"), here)
        assert TryCount.objects.get(id=account("ratna").id).tries == 0


def test_what_people_mistype_in_a_week_doesnt_lock_their_address() -> None:
    here = address("203.0.113.7")
    for hour in range(60):
        with clock.at(NOON + timedelta(hours=2 * hour)):
            assert take_try(here).locking == []
    for minute in range(48):
        with clock.at(NOON + timedelta(hours=118, minutes=minute)):
            assert take_try(here).locking == []
    with clock.at(NOON + timedelta(hours=118, minutes=59)):
        assert take_try(here).locking == [here]


def test_an_unlocked_account_tries_at_once() -> None:
    tries_until_locked()
    unlock(DEWI)

    with clock.at(NOON):
        take_try(DEWI)


def test_an_address_counts_as_its_network() -> None:
    assert network_of("203.0.113.7") == "203.0.113.7"
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::9") == "2001:db8:1:2::"
    assert network_of("unix") == "unix"


def test_no_name_and_no_address_is_kept_and_old_counts_go() -> None:
    with clock.at(NOON):
        take_try(account("dewi.lestari"), address("203.0.113.7"))
    rows = str(list(TryCount.objects.values()))
    assert "dewi" not in rows
    assert "203.0" not in rows

    assert forget_old(NOON) == 0
    assert forget_old(NOON + timedelta(seconds=1)) == 2
