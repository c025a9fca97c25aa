"""While the demo is loaded nothing waits for the disk; afterwards each commit does again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from theriac.surfaces.operations.demo.writes import written_at_the_end

FULL, OFF = 2, 0
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.databases("sqlite")]


def how() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


@pytest.fixture(autouse=True)
def safe() -> Iterator[None]:
    """As a pharmacy runs; tests alone don't wait for the disk."""
    before = how()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = FULL")
        yield
        cursor.execute(f"PRAGMA synchronous = {before}")


def test_commits_wait_again_once_it_is_loaded_or_was_cut_off() -> None:
    with written_at_the_end():
        assert how() == OFF
    assert how() == FULL
    with pytest.raises(LookupError), written_at_the_end():
        raise LookupError
    assert how() == FULL


def test_within_a_transaction_nothing_changes() -> None:
    with transaction.atomic(), written_at_the_end():
        assert how() == FULL
