"""A finding of a device log, for tests of what is shown and settled."""

from __future__ import annotations

from typing import Any

from tests.support.device_log import OwnLog
from tests.support.shop import Shop
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.domains.device_logs.commands.take_log import take_log
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.device_logs.wire import documents_of, read_log
from theriac.domains.organisation.queries.selling_point import get_selling_point


def a_log_finding(shop: Shop) -> LogFinding:
    """A sale that was sent with another total than its device logged."""
    point = get_selling_point(shop.terminal_id)
    assert point is not None
    log = OwnLog()
    sale: dict[str, Any] = {"id": str(new_id()), "number": "MLT-K1-26-000009", "total": 9000}
    text = f'{{"id":"{sale["id"]}","number":"{sale["number"]}","total":9000}}'
    told = log.told({**log.add(sale), "text": text})
    read = read_log(told, documents_of([{**sale, "total": 8000}], [], [], []))
    assert read is not None
    take_log(actor=SYSTEM, branch_id=shop.branch_id, point=point, told=read)
    return LogFinding.objects.get(key=sale["id"])
