"""What is built once for the tests of a module, that each finds as it was built.

The tests carry ``django_db`` without ``transaction``: each is then a savepoint within the
transaction that is open here. A module in which some test commits can't keep anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

_before_opening: list[Callable[[], None]] = []
_open: list[bool] = []


def before_opening(close: Callable[[], None]) -> None:
    """Call ``close`` before a module opens its transaction: no other may be round it."""
    _before_opening.append(close)


def is_open() -> bool:
    """Whether a module's transaction is open now."""
    return bool(_open)


@contextmanager
def kept(blocker: Any) -> Iterator[None]:
    """A transaction round the tests of a module; what they build in it goes at its end.

    ``blocker`` is the fixture ``django_db_blocker``.
    """
    for close in _before_opening:
        close()
    with blocker.unblock(), transaction.atomic():
        _open.append(True)
        try:
            yield
        finally:
            _open.pop()
        transaction.set_rollback(True)
