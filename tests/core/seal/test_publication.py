"""Publishing, and what the store knows that the database doesn't."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tests.support.books import (
    SEALS,
    intruder,
    run_verifier,
    seal_violations,
    sealed_shop,
    sell,
    sold_shop,
)
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Unprocessable
from theriac.core.seal import publication
from theriac.core.seal.commands import NothingToFollow, begin_new_log, republish
from theriac.core.seal.models import SealedRow, SealHead, SealLog, SealState
from theriac.core.seal.passes import seal_once
from theriac.core.seal.publication import newest_published, publish, seal_store
from theriac.core.seal.status import alarm, standing
from theriac.core.seal.stores.port import StoreProblem
from theriac.domains.catalog.models import Product

pytestmark = pytest.mark.django_db(transaction=True)


def found() -> list[str]:
    return [code for code, _facts in seal_violations()]


def names(store: Path) -> list[str]:
    return sorted(path.relative_to(store).as_posix() for path in store.rglob("*.*"))


def test_the_store_has_key_log_leaves_and_heads(store: Path) -> None:
    shop = sealed_shop(1)
    first = SealHead.objects.get().size
    sell(shop, Product.objects.get().id)
    seal_once()
    log = SealLog.objects.get().name
    last = first + 6
    (key,) = (store / "keys").iterdir()
    assert names(store) == [
        f"{log}/0000000/{0:012d}-{first:012d}.leaves",
        f"{log}/0000000/{first:012d}-{last:012d}.leaves",
        f"{log}/0000000/{first:012d}.head",
        f"{log}/0000000/{last:012d}.head",
        f"{log}/log.json",
        f"keys/{key.name}",
    ]
    newest = newest_published(seal_store(), log)
    assert newest is not None
    assert newest[0].size == last == standing().published
    assert newest[1] == standing().note
    assert "Dewi" not in "".join(p.read_text() for p in store.rglob("*") if p.is_file())


def test_a_store_that_was_away_gets_what_it_missed(store: Path, settings: Any) -> None:
    shop = sold_shop(1)
    away = store.parent / "away"
    away.write_bytes(b"")
    seal_once()
    settings.SEAL_STORE = away / "store"
    sell(shop, Product.objects.get().id)
    seal_once()
    trouble = alarm()
    assert trouble is not None
    assert trouble.trouble == "unreachable"
    assert SealHead.objects.count() == 2
    settings.SEAL_STORE = store
    seal_once()
    assert alarm() is None
    assert len(list(store.rglob("*.head"))) == 2
    assert found() == []


def test_a_head_that_is_being_written_is_read_when_it_is_whole(store: Path) -> None:
    sealed_shop(1)
    log = SealLog.objects.get().name
    [path] = store.rglob("*.head")
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(whole[:40])
    completing = Timer(0.1, path.write_bytes, [whole])
    completing.start()
    newest = newest_published(seal_store(), log)
    completing.join()
    assert newest is not None
    assert newest[1].encode() == whole


def test_a_head_that_never_ends_is_none(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "BEING_WRITTEN", 0.05)
    sealed_shop(1)
    [path] = store.rglob("*.head")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(StoreProblem, match="isn't a head"):
        newest_published(seal_store(), SealLog.objects.get().name)


def test_who_publishes_does_it_alone(store: Path) -> None:
    sealed_shop(1)
    log = SealLog.objects.get()
    SealState.objects.update(publishing_until=SealHead.objects.get().made_at)
    with_lease = publish(log, seal_store(), 0)
    assert with_lease == 1
    SealState.objects.update(publishing_until="2100-01-01T00:00:00Z")
    assert publish(log, seal_store(), 0) == 0


def forget_the_last_sale(after: int) -> None:
    """What putting an older backup back does."""
    with intruder("seal_row", "seal_head", "seal_state") as cursor:
        cursor.execute("DELETE FROM seal_row WHERE position >= %s", [after])
        cursor.execute("DELETE FROM seal_head WHERE size > %s", [after])
        edge = SealHead.objects.get().edge
        cursor.execute("UPDATE seal_state SET size = %s, edge = %s", [after, edge])


def test_an_older_backup_stops_the_seal_until_somebody_says_why(store: Path) -> None:
    shop = sealed_shop(1)
    size = SealHead.objects.get().size
    sell(shop, Product.objects.get().id)
    seal_once()
    forget_the_last_sale(size)
    seal_once()
    trouble = alarm()
    assert trouble is not None
    assert trouble.trouble == "behind"
    assert SealedRow.objects.count() == size
    assert "seal.store_ahead" in found()

    begin_new_log(actor=SYSTEM, reason="Backup of Friday put back after the disk broke")
    seal_once(everything=True)
    assert alarm() is None
    assert found() == []
    second = SealLog.objects.get(number=2)
    assert second.follows.startswith(f"theriac/{SealLog.objects.get(number=1).name}\n{size + 6}\n")
    record = AuditRecord.objects.get(command="seal.begin_new_log")
    assert record.reason == "Backup of Friday put back after the disk broke"


def test_a_database_that_the_store_doesnt_know_isnt_sealed(store: Path) -> None:
    sealed_shop(1)
    name = SealLog.objects.get().name
    with intruder(*SEALS) as cursor:
        for table in SEALS:
            cursor.execute(f"DELETE FROM {table}")
    seal_once()
    trouble = alarm()
    assert trouble is not None
    assert trouble.trouble == "unknown"
    assert SealLog.objects.count() == 0
    assert found() == ["seal.store_ahead"]
    begin_new_log(actor=SYSTEM, reason="moved to a new machine without the database")
    seal_once()
    assert (alarm(), found()) == (None, [])
    assert SealLog.objects.get().follows.startswith(f"theriac/{name}\n")


def test_a_seal_that_stands_is_not_begun_anew(store: Path) -> None:
    sealed_shop(1)
    with pytest.raises(NothingToFollow):
        begin_new_log(actor=SYSTEM, reason="just so")
    with pytest.raises(Unprocessable):
        begin_new_log(actor=SYSTEM, reason=" ")


@pytest.mark.rows("AUD-02")
@pytest.mark.parametrize("gone", ["the newest", "all"])
def test_a_store_that_lost_heads_stops_the_seal_until_somebody_says_why(
    store: Path, gone: str
) -> None:
    """Otherwise who removes a head and rewrites the rows under it has both published anew."""
    shop = sealed_shop(1)
    sell(shop, Product.objects.get().id)
    seal_once()
    heads = sorted(store.rglob("*.head"))
    before = {head: head.read_bytes() for head in heads}
    if gone == "all":
        shutil.rmtree(store)
    else:
        heads[-1].unlink()
    sell(shop, Product.objects.get().id)
    seal_once()
    trouble = alarm()
    assert trouble is not None
    assert (trouble.trouble, SealHead.objects.count()) == ("lacks", 2)
    with pytest.raises(NothingToFollow, match="seal republish"):
        begin_new_log(actor=SYSTEM, reason="the heads are gone")
    with pytest.raises(Unprocessable):
        republish(actor=SYSTEM, reason=" ")

    republish(actor=SYSTEM, reason="The disk of the store broke")
    record = AuditRecord.objects.get(command="seal.republish")
    assert record.reason == "The disk of the store broke"
    size = int(heads[-1].stem)
    assert record.facts == {"log": SealLog.objects.get().name, "published_size": size}
    seal_once()
    assert (alarm(), found(), SealHead.objects.count()) == (None, [], 3)
    assert {head: head.read_bytes() for head in heads} == before
    with pytest.raises(NothingToFollow):
        republish(actor=SYSTEM, reason="once more")


def test_a_lost_store_gets_the_logs_before_too(store: Path) -> None:
    shop = sealed_shop(1)
    size = SealHead.objects.get().size
    sell(shop, Product.objects.get().id)
    seal_once()
    forget_the_last_sale(size)
    begin_new_log(actor=SYSTEM, reason="Backup of Friday put back after the disk broke")
    seal_once(everything=True)
    shutil.rmtree(store)
    assert set(found()) == {"seal.store_lacks"}
    republish(actor=SYSTEM, reason="The disk of the store broke")
    seal_once()
    assert (alarm(), found()) == (None, [])
    assert len(list(store.glob("*/log.json"))) == 2


def test_a_store_is_an_export_of_itself(store: Path) -> None:
    sealed_shop(2)
    code, said = run_verifier(store)
    assert (code, said.splitlines()[-1]) == (
        0,
        "OK: nothing was changed, removed, inserted or reordered",
    )
