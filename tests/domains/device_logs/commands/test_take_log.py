"""A log is kept once, whatever tells it, and a file's as a push's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.device_log import OwnLog
from tests.support.shop import Shop, open_shop
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.device_logs.commands.take_log import take_log
from theriac.domains.device_logs.models import LogEntry, LogFinding
from theriac.domains.device_logs.wire import documents_of, read_log
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.queries.selling_point import get_selling_point

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-03")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def take(shop: Shop, told: dict[str, Any], *sales: dict[str, Any]) -> bool:
    point = get_selling_point(shop.terminal_id)
    log = read_log(told, documents_of(sales, [], [], []))
    assert point is not None
    assert log is not None
    return take_log(actor=SYSTEM, branch_id=shop.branch_id, point=point, told=log)


def test_the_newest_entry_stands_in_the_trail(shop: Shop) -> None:
    log, sale = OwnLog(), {"id": str(new_id())}
    entry = log.add(sale)
    assert take(shop, log.told(entry), sale)
    facts = AuditRecord.objects.get(object_kind="device_logs.log").facts
    assert facts == {"index": 1, "hash": entry["hash"]}


def test_what_is_known_leaves_no_trace(shop: Shop) -> None:
    log, sale = OwnLog(), {"id": str(new_id())}
    entry = log.add(sale)
    take(shop, log.told(entry), sale)
    before = AuditRecord.objects.count()
    assert take(shop, log.told(entry), sale)
    assert (LogEntry.objects.count(), AuditRecord.objects.count()) == (1, before)


def test_another_terminals_chain_is_its_own(shop: Shop) -> None:
    other = open_shop_beside(shop)
    log, sale = OwnLog(), {"id": str(new_id())}
    entry = log.add(sale)
    take(shop, log.told(entry), sale)
    take(other, log.told(entry), sale)
    assert LogEntry.objects.count() == 2
    assert LogFinding.objects.count() == 0


def test_a_place_that_was_skipped_is_found_though_the_hashes_follow_each_other(
    shop: Shop,
) -> None:
    log, sales = OwnLog(), [{"id": str(new_id())} for _place in range(4)]
    first, second = (log.add(sale) for sale in sales[:2])
    assert take(shop, log.told(first, second), *sales[:2])
    fourth, fifth = (log.add(sale, skipped=1) for sale in sales[2:])
    assert [one["index"] for one in (fourth, fifth)] == [4, 5]

    assert take(shop, log.told(fourth, fifth), *sales[2:])

    assert list(LogFinding.objects.values_list("kind", "index")) == [("missing", 4)]
    assert LogEntry.objects.count() == 4
    take(shop, log.told(fourth, fifth), *sales[2:])
    assert LogFinding.objects.count() == 1
    assert [one for result in run_checks() for one in result.violations] == []


def open_shop_beside(shop: Shop) -> Shop:
    terminal = register_terminal(
        actor=shop.owner, branch_id=shop.branch_id, code="K7", name="Kasir 7"
    )
    return replace(shop, terminal_id=terminal)
