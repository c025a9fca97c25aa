"""Sealing: positions after the commit, heads, restarts, and what stands in the way."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.books import sealed_shop, sell, sold_shop
from theriac.core import clock
from theriac.core.actor import SYSTEM_ID
from theriac.core.audit.models import AuditRecord
from theriac.core.seal import passes
from theriac.core.seal import rows as sealed_rows
from theriac.core.seal.models import SealedRow, SealHead, SealLog, SealState
from theriac.core.seal.passes import seal_everything, seal_once, seal_tick
from theriac.core.seal.registry import sealed_kinds
from theriac.core.seal.rows import first_id, oldest_unsealed, unsealed, watermark
from theriac.core.seal.sealer import Sealed, newest_log, seal_rows
from theriac.core.seal.status import alarm, standing
from theriac.core.seal.tree import root_of
from theriac.domains.books.models import Posting
from theriac.domains.catalog.models import Product
from theriac.domains.duty.models import DutyTurn
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Movement

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_sealed_kind_gets_positions_and_one_head_covers_them(store: Path) -> None:
    sold_shop(3)
    done = seal_once()
    rows = list(SealedRow.objects.order_by("position"))
    assert done == Sealed(len(rows), drained=True)
    assert [row.position for row in rows] == list(range(len(rows)))
    kinds = {kind: sum(row.kind == kind for row in rows) for kind in {row.kind for row in rows}}
    assert kinds == {
        "audit.record": AuditRecord.objects.count(),
        "books.posting": Posting.objects.count(),
        "duty.turn": DutyTurn.objects.count(),
        "sales.sale": 3,
        "stock.movement": Movement.objects.count(),
    }
    head = SealHead.objects.get()
    assert (head.size, head.root) == (len(rows), root_of(bytes.fromhex(r.leaf) for r in rows).hex())


def test_what_comes_later_is_appended_under_a_new_head(store: Path) -> None:
    shop = sealed_shop(1)
    before = list(SealedRow.objects.order_by("position").values_list("position", "row_id"))
    assert seal_once() == Sealed(0, drained=True)
    sale = sell(shop, Product.objects.get().id)
    assert seal_once().rows == 6
    after = list(SealedRow.objects.order_by("position").values_list("position", "row_id"))
    assert after[: len(before)] == before
    assert sale.id in [row_id for _position, row_id in after[len(before) :]]
    assert list(SealHead.objects.order_by("size").values_list("size", flat=True)) == [
        len(before),
        len(after),
    ]


def test_a_sale_knows_nothing_of_the_seal(store: Path) -> None:
    shop = sealed_shop(1)
    with CaptureQueriesContext(connection) as asked:
        sell(shop, Product.objects.get().id)
    assert [query["sql"] for query in asked if "seal_" in query["sql"]] == []


def test_a_pass_that_was_cut_off_goes_on_where_it_stopped(store: Path) -> None:
    sold_shop(4)
    log = passes.begin_log(follows="", reason="first")
    part = seal_rows(log, at_most=1)
    assert not part.drained
    assert SealHead.objects.count() == 0
    assert seal_once(everything=True).drained
    sealed = SealedRow.objects.count()
    assert sealed == SealedRow.objects.values("kind", "row_id").distinct().count()
    assert SealHead.objects.get().size == sealed


def recorded(ago: timedelta) -> UUID:
    """A row that says it was recorded so long ago, and is committed only now."""
    record = AuditRecord(
        recorded_at=clock.now() - ago,
        command="stock.adjust",
        actor_kind="system",
        actor_id=SYSTEM_ID,
        object_kind="stock.batch",
        object_id=SYSTEM_ID,
        reason="",
        facts={},
        request_id="",
    )
    record.save(force_insert=True)
    return record.id


def test_a_row_that_is_committed_late_comes_after_younger_ones(store: Path) -> None:
    sealed_shop(1)
    before = SealedRow.objects.count()
    late = recorded(timedelta(minutes=30))
    seal_once()
    assert SealedRow.objects.get(row_id=late).position == before
    assert SealHead.objects.filter(size=before + 1).count() == 1


def test_what_is_older_than_the_look_back_is_found_by_the_hourly_job(store: Path) -> None:
    sealed_shop(1)
    late = recorded(timedelta(days=3))
    seal_once()
    assert not SealedRow.objects.filter(row_id=late).exists()
    seal_once(everything=True)
    assert SealedRow.objects.filter(row_id=late).exists()


def test_two_workers_give_each_position_once(store: Path) -> None:
    sold_shop(6)
    log = passes.begin_log(follows="", reason="first")
    gate = threading.Barrier(2)
    failures: list[Exception] = []

    def work() -> None:
        try:
            gate.wait()
            seal_rows(log, everything=True)
        except Exception as problem:  # noqa: BLE001 (the test tells it)
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    seal_once(everything=True)
    positions = list(SealedRow.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(len(positions)))
    assert SealedRow.objects.values("kind", "row_id").distinct().count() == len(positions)
    assert SealState.objects.get().size == len(positions)


def test_nothing_is_sealed_from_an_open_transaction(store: Path) -> None:
    shop = sealed_shop(1)
    sealed = SealedRow.objects.count()
    with transaction.atomic():
        sell(shop, Product.objects.get().id)
        transaction.set_rollback(True)
    seal_once()
    assert (SealedRow.objects.count(), Sale.objects.count()) == (sealed, 1)


def test_what_was_recorded_at_one_instant_is_sealed_piece_by_piece(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an import leaves it; some of it has a position already."""
    monkeypatch.setattr(sealed_rows, "AT_ONCE", 2)
    with clock.at(clock.now()):
        shop = sold_shop(3)
        seal_once()
        for _number in range(3):
            sell(shop, Product.objects.get().id)
        seal_once(everything=True)
    assert SealedRow.objects.filter(row_id__in=Sale.objects.values("id")).count() == 6
    assert standing().waiting == 0


def test_the_tick_leaves_more_than_it_takes_to_a_job(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sold_shop(2)
    monkeypatch.setattr(passes, "A_TICK", 1)
    monkeypatch.setattr(passes, "_pace", passes._Pace())
    seal_tick()
    assert SealHead.objects.count() == 0
    passes.seal_everything.func(Context())
    assert SealHead.objects.count() == 1
    record = recorded(timedelta())
    seal_tick()
    assert not SealedRow.objects.filter(row_id=record).exists()


class Context:
    def check(self) -> None:
        """Nothing stops it."""


@pytest.mark.real_time
def test_ids_tell_from_when_on(store: Path) -> None:
    sold_shop(1)
    movement = Movement.objects.first()
    assert movement is not None
    assert first_id(movement.recorded_at - timedelta(seconds=5)) < movement.id
    assert movement.id < first_id(movement.recorded_at + timedelta(hours=1))


@pytest.mark.parametrize("minutes", [4, 6])
def test_rows_that_wait_longer_than_five_minutes_raise_an_alarm(store: Path, minutes: int) -> None:
    shop = sealed_shop(1)
    assert alarm() is None
    sold_at = clock.now()
    with clock.at(sold_at):
        sell(shop, Product.objects.get().id)
    with clock.at(sold_at + timedelta(minutes=minutes)):
        found = alarm()
        assert (found is not None) == (minutes > 5)
        assert standing().waiting == 6
        assert standing().is_alarming == (minutes > 5)
    seal_once()
    assert alarm() is None


def test_an_installation_without_sales_is_quiet(store: Path) -> None:
    assert alarm() is None
    assert standing().log is None
    assert watermark(0) is None
    assert oldest_unsealed(0) is None
    assert seal_once() == Sealed(0, drained=True)
    assert SealHead.objects.count() == 0
    assert newest_log() == SealLog.objects.get()
    assert {unsealed(kind, 1, None).count() for kind in sealed_kinds()} == {0}


def test_a_bad_key_is_told_and_what_waits_is_sealed_once_it_is_back(
    store: Path, settings: Any
) -> None:
    sold_shop(1)
    settings.SEAL_KEY = "short"
    seal_once()
    found = alarm()
    assert found is not None
    assert found.trouble == "key"
    settings.SEAL_KEY = "07" * 32
    seal_once()
    assert alarm() is None
    assert SealHead.objects.count() == 1
    assert seal_everything.max_attempts == 5
