"""A store that lacks heads, can't be read, or is written to while ``verify`` reads it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.books import SEAL, seal_violations
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.seal.commands import take_export
from theriac.core.seal.models import SealHead
from theriac.core.seal.passes import seal_once
from theriac.core.seal.stores.folder import FolderStore
from theriac.surfaces.operations.verification import checked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rows("AUD-02")
@pytest.mark.parametrize("gone", [slice(0, 1), slice(1, 2), slice(0, 2)])
def test_a_head_that_left_the_store_is_told(books: Path, gone: slice) -> None:
    """The oldest, the newest, or all: the database knows what it published."""
    removed = sorted(books.rglob("*.head"))[gone]
    for head in removed:
        head.unlink()
    assert seal_violations() == [("seal.store_lacks", {"size": int(head.stem)}) for head in removed]


@pytest.mark.rows("AUD-02")
def test_verify_beside_a_pass_finds_nothing(books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A head is made and published after the database's were read and before the store's are."""
    names = FolderStore.names

    def meanwhile(store: FolderStore, folder: str) -> list[str]:
        monkeypatch.setattr(FolderStore, "names", names)
        take_export(actor=SYSTEM, since=clock.now() - timedelta(days=1), until=clock.now())
        seal_once()
        return names(store, folder)

    heads = SealHead.objects.count()
    monkeypatch.setattr(FolderStore, "names", meanwhile)
    assert [one for done in checked(SEAL) for one in done.violations] == []
    assert SealHead.objects.count() == heads + 1


def test_an_unreadable_store_is_told(books: Path) -> None:
    head = min(books.rglob("*.head"))
    head.chmod(0o644)
    head.write_text("scribble", "utf-8")
    ((code, facts),) = seal_violations()
    assert code == "seal.store_silent"
    assert head.name in facts["why"]
