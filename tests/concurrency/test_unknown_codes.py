"""Counters that keep the same code at once: it stands once, and each time counts once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.shop import open_shop
from tests.support.unknown_codes import UNKNOWN, kept_code
from theriac.core.ids import new_id
from theriac.domains.catalog.models import CodeSighting, UnknownCode

pytestmark = pytest.mark.django_db(transaction=True)
COUNTERS = 6


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What went wrong where all of these are done at the same moment."""
    start = threading.Barrier(len(acts))
    wrong: list[object] = []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(60)
            asked_again(act)
        except Exception as problem:  # noqa: BLE001 (told by the test's thread)
            wrong.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.mark.rows("CAT-06")
def test_the_same_code_stands_once_and_counts_each_time() -> None:
    shop = open_shop()

    def keep(sighting_id: UUID) -> Callable[[], object]:
        return lambda: kept_code(shop, id=sighting_id)

    ids = [new_id() for _ in range(COUNTERS)]
    assert at_once([keep(one) for one in ids]) == []
    assert at_once([keep(one) for one in ids]) == []
    code = UnknownCode.objects.get()
    assert (code.code, code.times) == (UNKNOWN, COUNTERS)
    numbers = CodeSighting.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, COUNTERS + 1))


def test_what_is_told_twice_at_once_counts_once() -> None:
    shop, one = open_shop(), new_id()
    assert at_once([lambda: kept_code(shop, id=one)] * COUNTERS) == []
    assert UnknownCode.objects.get().times == 1
