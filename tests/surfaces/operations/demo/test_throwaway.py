"""The demo's printed secrets cost little to hash, and its loading waits for no disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password, get_hasher, make_password
from django.db import connection, transaction

from theriac.surfaces.operations.demo.throwaway import (
    LEAST,
    printed_secrets,
    waiting_for_no_disk,
)

FULL, OFF = 2, 0
LOCKS = Path("/proc/locks")


def costs() -> dict[str, int]:
    hasher = get_hasher()
    return {name: getattr(hasher, name) for name in LEAST}


def test_they_are_hashed_at_the_least_cost_and_fit() -> None:
    with printed_secrets():
        kept = make_password("cardamom-harbour-39")
        assert "$m=1024,t=1,p=1$" in kept
    assert check_password("cardamom-harbour-39", kept)
    assert not check_password("cardamom-harbour-38", kept)


def test_afterwards_and_after_a_failure_the_cost_is_what_it_was() -> None:
    before = costs()
    with pytest.raises(LookupError), printed_secrets():
        raise LookupError
    assert costs() == before


def test_what_was_hashed_so_is_hashed_anew_at_the_first_sign_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with printed_secrets():
        kept = make_password("cardamom-harbour-39")
    monkeypatch.setattr(get_hasher(), "memory_cost", 2_048)
    renewed: list[str] = []
    assert check_password("cardamom-harbour-39", kept, setter=renewed.append)
    assert renewed == ["cardamom-harbour-39"]


def how() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


@pytest.fixture
def safe() -> Iterator[None]:
    """As a pharmacy runs; tests alone don't wait for the disk."""
    before = how()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = FULL")
        yield
        cursor.execute(f"PRAGMA synchronous = {before}")


@pytest.mark.usefixtures("safe")
@pytest.mark.databases("sqlite")
@pytest.mark.django_db(transaction=True)
def test_commits_wait_again_once_it_is_loaded_or_was_cut_off() -> None:
    with waiting_for_no_disk():
        assert how() == OFF
    assert how() == FULL
    with pytest.raises(LookupError), waiting_for_no_disk():
        raise LookupError
    assert how() == FULL


@pytest.mark.usefixtures("safe")
@pytest.mark.databases("sqlite")
@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_nothing_changes() -> None:
    with transaction.atomic(), waiting_for_no_disk():
        assert how() == FULL


@pytest.mark.usefixtures("safe")
@pytest.mark.databases("sqlite")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not LOCKS.exists(), reason="only Linux lists its locks")
def test_the_locks_of_the_database_are_kept() -> None:
    """Another process that found none would take the log away that this one writes to."""
    assert locks()
    with waiting_for_no_disk():
        pass
    assert locks()


def locks() -> list[str]:
    """The locks on the database's file, by its number."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        file = Path(cursor.fetchone()[2])
    number = f":{file.stat().st_ino} "
    return [line for line in LOCKS.read_text().splitlines() if number in line]
