"""The shop that most tests begin in: built once for many, and found by each as it was built.

A test that asks for ``shop`` and commits nothing is a savepoint within a transaction that holds the
shop. Before any other test that uses the database that transaction is gone: one that commits gets
a shop of its own, and one that doesn't ask finds none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from tests.support import kept
from tests.support.shop import Shop, open_shop
from theriac.core.privacy.keyed_hashes import HASH
from theriac.core.privacy.ports import WrappedKey
from theriac.core.privacy.store import key_store

RENEWED_AFTER = 60
"""So many tests share a shop; servers keep the locks of a transaction until it ends."""
COMMITTING = frozenset({"transactional_db", "live_server", "django_db_serialized_rollback"})


class Keeper:
    """The transaction that is open now, with its shop; nothing where none is."""

    def __init__(self) -> None:
        self.blocker: Any = None
        self.shop: Shop | None = None
        self._left = 0
        self._keys: list[WrappedKey] = []
        self._transaction: Any = None

    def open(self) -> None:
        """Have a shop that no test has spoilt, where one may be kept."""
        if self._left and self._is_whole():
            self._left -= 1
            return
        self.close()
        if self.blocker is None or kept.is_open():
            return
        with self.blocker.unblock():
            before = {key.name for key in _keys()}
            self._transaction = transaction.atomic()
            self._transaction.__enter__()
            self.shop = open_shop()
            self._keys = [key for key in _keys() if key.name not in before]
            self._keys += key_store().beginning(HASH)
            self._left = RENEWED_AFTER

    def close(self) -> None:
        """End the transaction, so that nothing of it is left."""
        if self._transaction is None:
            return
        ending, self._transaction, self.shop, self._left = self._transaction, None, None, 0
        with self.blocker.unblock():
            if connection.in_atomic_block:
                transaction.set_rollback(True)
            ending.__exit__(None, None, None)

    def _is_whole(self) -> bool:
        """Its connection still holds the transaction, and the key store what belongs to it."""
        usable = connection.connection is not None and not connection.closed_in_transaction
        if not usable or not connection.in_atomic_block or connection.needs_rollback:
            return False
        found = key_store().find([key.name for key in self._keys])
        return found == {key.name: key.wrapped for key in self._keys}


keeper = Keeper()
kept.before_opening(keeper.close)


def _keys() -> list[WrappedKey]:
    return key_store().beginning("", limit=1_000_000)


def _shares(item: Any) -> bool:
    """Whether the test asks for the shop of this module, and commits nothing."""
    definitions = list(item._fixtureinfo.name2fixturedefs.get("shop", ()))
    while definitions and "shop" in definitions[-1].argnames:
        definitions.pop()  # what extends the one before it
    if not definitions or definitions[-1].func.__module__ != __name__:
        return False
    marker = item.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    return not commits and COMMITTING.isdisjoint(item.fixturenames)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if _shares(item):
        keeper.open()
    elif item.get_closest_marker("unit") is None:
        keeper.close()


@pytest.fixture(scope="session")
def kept_shops(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Shops are kept while the test database stands."""
    keeper.blocker = django_db_blocker
    yield
    keeper.close()
    keeper.blocker = None


@pytest.fixture
def shop(kept_shops: None, db: None) -> Shop:
    """A pharmacy in Indonesia with one branch: see tests/support/shop."""
    return keeper.shop or open_shop()
