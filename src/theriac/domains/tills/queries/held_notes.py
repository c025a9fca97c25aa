"""Credit notes of counters that are held, and numbers of theirs that nobody has heard of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.core.query import query
from theriac.domains.customer_returns.queries.notes import (
    note_numbers,
    notes_there,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.sales.queries.sold_goods import exchanges_told
from theriac.domains.sales.rules import find_gaps
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.judgement import WhyHeld
from theriac.domains.tills.models import HeldTillDocument
from theriac.domains.tills.permissions import VIEW_TILLS
from theriac.domains.tills.queries.sessions import LOOKED_BACK


@dataclass(frozen=True, slots=True)
class MissingNotes:
    """Numbers of credit notes of a terminal that never came, ``first`` to ``last``."""

    terminal_id: UUID
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A sale that says that goods paid for it, of which nothing came."""

    sale_id: UUID
    terminal_id: UUID
    number: str


def held_note_of(branch_id: UUID, sale_id: UUID) -> str | None:
    """The number of an undecided credit note of a sale; None for none."""
    rows = HeldTillDocument.objects.filter(branch_id=branch_id, kind="return", decided_at=None)
    for content in rows.order_by("id").values_list("content", flat=True):
        if parse_id(str(content.get("sale_id"))) == sale_id:
            return str(content.get("number"))
    return None


def notes_waiting_for(sale_ids: Collection[str]) -> list[tuple[BranchId, HeldTillId]]:
    """Branch and id of what is held because one of these sales hadn't come; mostly nothing is."""
    rows = HeldTillDocument.objects.filter(kind="return", reason=WhyHeld.SALE, decided_at=None)
    columns = rows.order_by("id").values_list("branch_id", "id", "content")
    return [
        (BranchId(branch_id), HeldTillId(key))
        for branch_id, key, content in columns
        if {content.get("sale_id"), content.get("exchange_sale_id")} & set(sale_ids)
    ]


@query(permission=VIEW_TILLS)
def unmatched_exchanges(*, actor: Actor, branch_id: UUID) -> Sequence[Unmatched]:
    """Sales of the last 62 days that goods paid whose credit note isn't booked."""
    since = branch_date(branch_id, clock.now() - LOOKED_BACK)
    told = exchanges_told(branch_id, since)
    booked = notes_there({key for one in told if (key := parse_id(one[3]))})
    return [
        Unmatched(sale_id, terminal_id, number)
        for sale_id, terminal_id, number, note in told
        if parse_id(note) not in booked
    ]


@query(permission=VIEW_TILLS)
def missing_notes(*, actor: Actor, branch_id: UUID) -> Sequence[MissingNotes]:
    """Numbers before the last of their series that are neither booked nor were ever held."""
    series: dict[tuple[UUID, UUID], set[int]] = defaultdict(set)
    held = HeldTillDocument.objects.filter(branch_id=branch_id, kind="return").order_by()
    for terminal_id, content in held.values_list("terminal_id", "content"):
        series_id, sequence = parse_id(content.get("series_id", "")), content.get("sequence")
        if series_id and isinstance(sequence, int):
            series[terminal_id, series_id].add(sequence)
    for terminal_id, series_id, sequence in note_numbers(branch_id):
        series[terminal_id, series_id].add(sequence)
    return [
        MissingNotes(terminal_id, gap.first, gap.last)
        for (terminal_id, _series_id), sequences in sorted(series.items())
        for gap in find_gaps(sequences)
    ]
