"""The lines of a count with their looks, and what each amounts to; for commands and queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.approval.queries import rule_for
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.stock.rules.valuation import nearest_cost
from theriac.domains.stocktaking.approval import COUNT
from theriac.domains.stocktaking.models import CountEntry, CountLine, StockCount
from theriac.domains.stocktaking.queries.ledger import Shelved, expected_at
from theriac.domains.stocktaking.rules import Limits, Look, accepted, is_over, wants_again


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with the look that counts. ``expected`` is what the ledger had then.

    ``value`` is the difference at cost in minor units, signed, None where no cost is known.
    """

    line: CountLine
    looks: tuple[Look, ...]
    look: Look | None
    expected: int
    value: int | None
    over: bool
    again: bool

    @property
    def difference(self) -> int:
        """Counted less expected; 0 before anybody looked."""
        return 0 if self.look is None else self.look.counted - self.expected

    @property
    def shelved(self) -> Shelved:
        """The batch in its place."""
        return Shelved(self.line.batch_id, self.line.place_id)


def count_limits(branch_id: UUID) -> Limits:
    """From where a difference is counted again, as the pharmacy settled it."""
    found = get_settings()
    alone = rule_for(COUNT, branch_id) is not None
    if found is None:
        return Limits(percent=10, value=None, alone=alone)
    return Limits(found.recount_percent, found.recount_value or None, alone)


def judged_lines(count: StockCount, *, only: Iterable[UUID] | None = None) -> list[Judged]:
    """The count's lines in the order of their sheets, each with its looks and its difference."""
    rows = CountLine.objects.filter(count_id=count.id).select_related("batch", "place", "count")
    if only is not None:
        rows = rows.filter(id__in=list(only))
    lines = list(rows.order_by("sheet", "place__name", "product_id", "batch__expires_on", "id"))
    looks = looks_of(count, only)
    chosen = {line.id: accepted(looks[line.id]) for line in lines}
    expected = expected_at(
        (Shelved(line.batch_id, line.place_id), look.looked_at)
        for line in lines
        if (look := chosen[line.id]) is not None
    )
    limits = count_limits(count.branch_id)
    found = []
    for line in lines:
        look = chosen[line.id]
        had = 0
        if look is not None:
            had = expected[Shelved(line.batch_id, line.place_id), look.looked_at]
        found.append(_judged(line, looks[line.id], look, had, limits))
    return found


def looks_of(count: StockCount, only: Iterable[UUID] | None = None) -> dict[UUID, list[Look]]:
    """Every look of the count by line."""
    rows = CountEntry.objects.filter(line__count_id=count.id)
    if only is not None:
        rows = rows.filter(line_id__in=list(only))
    found: dict[UUID, list[Look]] = defaultdict(list)
    for line_id, key, counted, looked_at, recorded_at, person_id in rows.values_list(
        "line_id", "id", "counted", "looked_at", "recorded_at", "person_id"
    ):
        found[line_id].append(Look(key, counted, looked_at, recorded_at, person_id))
    return found


def _judged(
    line: CountLine, looks: Sequence[Look], look: Look | None, expected: int, limits: Limits
) -> Judged:
    counted = look.counted if look is not None else 0
    batch, differs = line.batch, counted - expected
    value = None if look is None else nearest_cost(differs, batch.cost_amount, batch.cost_units)
    over = look is not None and is_over(
        counted=counted, expected=expected, value=value, limits=limits
    )
    again = wants_again(looks, over=over, asked_at=line.asked_at, limits=limits)
    return Judged(line, tuple(looks), look, expected, value, over, again)
