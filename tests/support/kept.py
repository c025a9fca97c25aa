"""What is built once for the tests of a module, that each finds as it was built.

The tests carry ``django_db`` without ``transaction``: each is then a savepoint within the
transaction that is open here. A module in which some test commits can't keep anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def kept(blocker: Any) -> Iterator[None]:
    """A transaction round the tests of a module; what they build in it goes at its end.

    ``blocker`` is the fixture ``django_db_blocker``.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
