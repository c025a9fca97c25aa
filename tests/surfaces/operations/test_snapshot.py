"""What is read in a snapshot is one instant, and nobody waits for it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from theriac.core.actor import SYSTEM
from theriac.domains.organisation.commands.found import found_pharmacy
from theriac.surfaces.operations.snapshot import snapshot

pytestmark = pytest.mark.django_db(transaction=True)


def found(name: str) -> None:
    found_pharmacy(actor=SYSTEM, name=name, country="id", currency="IDR")


def count_pharmacies() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM organisation_pharmacy")
        return int(cursor.fetchone()[0])


def elsewhere(work: Any) -> None:
    """Do some work in another thread, on a connection of its own."""
    failures: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as problem:  # noqa: BLE001 (handed to the test)
            failures.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(120)
    assert failures == []
    assert not thread.is_alive()


@pytest.mark.rows("OPS-28")
def test_what_is_written_meanwhile_is_not_in_it_and_waits_for_nothing() -> None:
    found("before")
    with snapshot():
        assert count_pharmacies() == 1
        elsewhere(lambda: found("meanwhile"))
        assert count_pharmacies() == 1
    assert count_pharmacies() == 2


def test_after_a_snapshot_the_connection_writes_again() -> None:
    with snapshot():
        count_pharmacies()
    found("after")
    assert count_pharmacies() == 1
