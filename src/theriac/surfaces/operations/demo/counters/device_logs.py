"""What a counter of the demo logged and didn't send so: one finding is open, one is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.database.json_text import canonical_json
from theriac.domains.device_logs.chain import digest_of, hash_of
from theriac.domains.device_logs.commands.settle import settle_finding
from theriac.domains.device_logs.commands.take_log import take_log
from theriac.domains.device_logs.queries import unsettled_findings
from theriac.domains.device_logs.wire import DocumentSent, EntryTold, HeadTold, LogTold
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.selling_point import get_selling_point
from theriac.domains.sales.queries.sales import list_sales
from theriac.surfaces.operations.demo.counters.offline import terminal_actor

LOGGED = 4
"""The newest sales of one counter: the first is gone from the device, the last was sent as less."""
Document = Mapping[str, Any]


def add_log_findings(manager: Actor, branch_id: BranchId, end: datetime, note: str) -> int:
    """Tell the log of the counter that sold last, and settle what is gone there; how many findings.

    ``note`` is the manager's, in the country's language.
    """
    sales = list_sales(actor=manager, branch_id=branch_id)
    terminal_id = sales.order_by("-occurred_at", "-id").values_list("terminal_id", flat=True)[0]
    point = get_selling_point(terminal_id)
    if point is None:
        raise LookupError(f"no terminal {terminal_id}")
    newest = sales.filter(terminal_id=terminal_id).order_by("-occurred_at", "-id")[:LOGGED]
    sent = [_document(sale) for sale in reversed(list(newest))]
    logged = [*sent[:-1], {**sent[-1], "total": sent[-1]["total"] * 2}]
    named: dict[str, Any] = {"branch_id": branch_id, "point": point}
    with clock.at(end):
        take_log(actor=terminal_actor(point), **named, told=_told(logged, sent))
        found = unsettled_findings(actor=manager, branch_id=branch_id)
        count = found.count()
        gone = found.get(kind="removed")
        settle_finding(actor=manager, branch_id=branch_id, finding_id=gone.id, note=note)
    return count


def _document(sale: Any) -> Document:
    """What of a sale's document a finding shows."""
    return {
        "id": str(sale.id),
        "number": sale.number,
        "occurred_at": sale.occurred_at.isoformat(),
        "total": sale.total,
    }


def _told(logged: Sequence[Document], sent: Sequence[Document]) -> LogTold:
    """The log of these documents beside what was sent, as the counter's program tells it."""
    chain, previous = digest_of(logged[0]), ""
    entries = []
    for index, (document, now) in enumerate(zip(logged, sent, strict=True), start=1):
        entry = EntryTold(
            chain=chain,
            index=index,
            kind="sale",
            key=document["id"],
            digest=digest_of(document),
            previous=previous,
            hash=chain,
            text="" if document == now else canonical_json(document),
            lost=index == 1,
        )
        previous = hash_of(chain, entry)
        entries.append(entry.model_copy(update={"hash": previous}))
    return LogTold(
        head=HeadTold(chain=chain, index=len(entries), hash=previous),
        entries=entries,
        documents=[DocumentSent("sale", one["id"], one) for one in sent],
    )
