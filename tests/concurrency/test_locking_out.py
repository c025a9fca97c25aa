"""Fifty wrong passwords at once: ten are looked at and no more, on each database."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from theriac.domains.accounts.models import SecurityEvent
from theriac.domains.accounts.problems import TooManyTries
from theriac.domains.accounts.security.password_sign_in import begin, fail

pytestmark = pytest.mark.django_db(transaction=True)
TRIES, AT_ONCE = 50, 10


@pytest.mark.rows("SEC-11", "AUD-03")
def test_fifty_tries_at_once_never_let_more_than_ten_through() -> None:
    start = threading.Barrier(AT_ONCE)

    def try_once(number: int) -> str:
        credentials = {"username": "Dewi" if number % 2 else "dewi"}
        try:
            if number < AT_ONCE:
                start.wait(60)
            taken = begin(credentials)
            fail(taken, credentials)
        except TooManyTries:
            return "refused"
        finally:
            connection.close()
        return "looked at"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        told = list(threads.map(try_once, range(TRIES)))

    assert sorted(told) == ["looked at"] * 10 + ["refused"] * 40
    kinds = sorted(SecurityEvent.objects.values_list("kind", flat=True))
    assert kinds == ["account_locked"] + ["sign_in_failed"] * 10
