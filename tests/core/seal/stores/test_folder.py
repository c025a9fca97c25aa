"""The folder: files are created once and never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from theriac.core.seal.stores.folder import FolderStore
from theriac.core.seal.stores.port import StoreConflict, StoreProblem


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def test_what_is_put_is_read_again(store: FolderStore, tmp_path: Path) -> None:
    store.put("a/b/one.head", [b"first\n", b"second\n"])
    store.put("a/two", [b"x"])
    assert list(store.lines("a/b/one.head")) == [b"first\n", b"second\n"]
    assert store.names("a/") == ["b/", "two"]
    assert store.names("missing/") == []
    assert (tmp_path / "a/b/one.head").stat().st_mode & 0o222 == 0
    assert store.describe() == str(tmp_path)


def test_the_same_again_is_nothing(store: FolderStore) -> None:
    store.put("one", [b"first"])
    store.put("one", [b"fi", b"rst"])
    assert list(store.lines("one")) == [b"first"]


@pytest.mark.parametrize("content", [[b"other"], [b"firs"], [b"first", b" more"]])
def test_other_content_is_refused(store: FolderStore, tmp_path: Path, content: list[bytes]) -> None:
    store.put("one", [b"first", b" and last"])
    with pytest.raises(StoreConflict):
        store.put("one", content)
    assert (tmp_path / "one").read_bytes() == b"first and last"


@pytest.mark.parametrize("written", [b"", b"fir", b"first\nsec"])
def test_what_a_crash_cut_off_is_completed(
    store: FolderStore, tmp_path: Path, written: bytes
) -> None:
    (tmp_path / "one").write_bytes(written)
    store.put("one", [b"first\n", b"second\n", b"third\n"])
    assert (tmp_path / "one").read_bytes() == b"first\nsecond\nthird\n"


def test_what_isnt_there_or_can_not_be_made_is_told(store: FolderStore, tmp_path: Path) -> None:
    with pytest.raises(StoreProblem):
        list(store.lines("missing"))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreProblem):
        store.put("file/below", [b"x"])
    with pytest.raises(StoreProblem):
        store.names("file/below")


@pytest.mark.parametrize("name", ["../outside", "/outside"])
def test_nothing_leaves_the_folder(store: FolderStore, name: str) -> None:
    with pytest.raises(StoreProblem, match="would leave the store"):
        store.put(name, [b"x"])
