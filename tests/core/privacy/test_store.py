"""The key store: durable, in its own file, and without a trace of what was destroyed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from theriac.core.privacy.ports import WrappedKey
from theriac.core.privacy.problems import KeyStoreFails
from theriac.core.privacy.sqlite_store import SqliteKeyStore

AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteKeyStore]:
    made = SqliteKeyStore(tmp_path / "keys" / "keys.sqlite3")
    yield made
    made.close()


def test_a_key_is_kept_once_and_found_by_its_name(store: SqliteKeyStore) -> None:
    assert store.add([WrappedKey("person:a", "one"), WrappedKey("person:b", "two")]) == 2
    assert store.add([WrappedKey("person:a", "another")]) == 0
    assert store.find(["person:a", "person:c"]) == {"person:a": "one"}


def test_keys_are_read_page_by_page(store: SqliteKeyStore) -> None:
    store.add([WrappedKey(f"person:{number:04}", "x") for number in range(1200)])
    store.add([WrappedKey("hash:000001", "y")])
    first = store.beginning("person:", limit=700)
    rest = store.beginning("person:", first[-1].name, limit=700)
    assert [len(first), len(rest)] == [700, 500]
    assert [key.name for key in store.beginning("hash:")] == ["hash:000001"]
    assert len(store.find([key.name for key in first + rest])) == 1200


def test_a_destroyed_key_leaves_no_byte_and_never_comes_back(
    store: SqliteKeyStore, tmp_path: Path
) -> None:
    wrapped = "1.abcd." + "W" * 80
    store.add([WrappedKey("person:a", wrapped), WrappedKey("person:b", "kept")])
    store.destroy(["person:a", "person:z"], AT)
    assert store.find(["person:a"]) == {}
    assert [(one.name, one.fingerprint) for one in store.destroyed()] == [
        ("person:a", sha256(wrapped.encode()).hexdigest()),
        ("person:z", ""),
    ]
    assert store.destroyed(["person:a"])[0].destroyed_at == AT
    assert store.add([WrappedKey("person:a", wrapped), WrappedKey("person:z", "new")]) == 0
    for path in (tmp_path / "keys").iterdir():
        assert b"WWWW" not in path.read_bytes()


def test_a_key_is_replaced_only_as_it_was_read(store: SqliteKeyStore) -> None:
    store.add([WrappedKey("person:a", "one")])
    assert store.replace(WrappedKey("person:a", "one"), "two")
    assert not store.replace(WrappedKey("person:a", "one"), "three")
    assert store.find(["person:a"]) == {"person:a": "two"}


def test_many_threads_share_one_file(store: SqliteKeyStore) -> None:
    def add(number: int) -> None:
        store.add([WrappedKey(f"person:{number}:{part}", "x") for part in range(20)])

    threads = [threading.Thread(target=add, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.beginning("person:")) == 160


def test_what_is_no_key_store_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "keys.sqlite3"
    path.write_bytes(b"this is a letter to somebody, not a database" * 40)
    store = SqliteKeyStore(path)
    with pytest.raises(KeyStoreFails):
        store.find(["person:a"])
    store.close()


def test_a_copy_is_whole_and_private(store: SqliteKeyStore, tmp_path: Path) -> None:
    store.add([WrappedKey("person:a", "one")])
    path = tmp_path / "copy.sqlite3"
    store.copy_to(path)
    assert path.stat().st_mode & 0o077 == 0
    copy = sqlite3.connect(path)
    assert copy.execute("SELECT name, wrapped FROM kept_key").fetchall() == [("person:a", "one")]
    copy.close()


def test_reading_some_keys_doesnt_walk_past_the_others(store: SqliteKeyStore) -> None:
    store.add([WrappedKey("hash:000001", "x"), WrappedKey("person:a", "y")])
    seen: list[str] = []
    with store._reading() as connection:
        connection.set_trace_callback(seen.append)
        store.beginning("hash:")
        connection.set_trace_callback(None)
        plan = connection.execute(f"EXPLAIN QUERY PLAN {seen[0]}").fetchall()
    assert "(name>? AND name<?)" in plan[0][3]
