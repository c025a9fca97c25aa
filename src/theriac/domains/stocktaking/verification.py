"""What must always be true of counts, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.stock.models import Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stocktaking.commands.begin import DOCUMENT
from theriac.domains.stocktaking.models import (
    CountCorrection,
    CountPosting,
    CountResult,
    StockCount,
)

RESULT_DIFFERS = finding(
    "stocktaking.differs",
    _(
        "Stock count %(number)s, line %(line)s: posted %(posted)s, but its movements total "
        "%(moved)s."
    ),
)
LOOSE_MOVEMENT = finding(
    "stocktaking.loose",
    _("Movement %(movement)s belongs to a stock count, but no posted stock count lists it."),
)
SUMS_DIFFER = finding(
    "stocktaking.sums",
    _("Stock count %(number)s: the totals of its lines differ from the saved totals."),
)


@verifies("stocktaking.counts")
def posted_counts_equal_their_movements(findings: Findings) -> None:
    """A posted line's difference, and each correction, is exactly its movement."""
    wanted = {
        key: (number, counted - expected)
        for key, number, counted, expected in CountResult.objects.values_list(
            "id", "posting__number", "counted", "expected"
        )
    }
    wanted |= {
        key: (number, quantity)
        for key, number, quantity in CountCorrection.objects.values_list(
            "id", "result__posting__number", "quantity"
        )
    }
    moved: dict[UUID, int] = defaultdict(int)
    rows = Movement.objects.filter(kind=Movement.Kind.COUNT)
    for movement_id, line_id, from_id, quantity in rows.values_list(
        "id", "line_id", "from_place_id", "quantity"
    ):
        if line_id not in wanted:
            findings.violate(LOOSE_MOVEMENT, movement=movement_id)
            continue
        moved[line_id] += quantity if from_id == OUTSIDE_ID else -quantity
    for key, (number, posted) in wanted.items():
        if moved[key] != posted:
            findings.violate(
                RESULT_DIFFERS, number=number, line=key, posted=posted, moved=moved[key]
            )
    findings.look(len(wanted))


@verifies("stocktaking.sums")
def postings_add_up(findings: Findings) -> None:
    """A posting's lines, units and values are those of its results."""
    sums: dict[UUID, list[int]] = defaultdict(lambda: [0] * 6)
    rows = CountResult.objects.values_list("posting_id", "counted", "expected", "value")
    for posting_id, counted, expected, value in rows:
        kept, difference = sums[posting_id], counted - expected
        side = 0 if difference > 0 else 1
        kept[0] += 1
        kept[1] += bool(difference)
        kept[2 + side] += abs(difference)
        kept[4 + side] += abs(value or 0)
    for posting in CountPosting.objects.all():
        told = [
            posting.lines,
            posting.differing,
            posting.units_over,
            posting.units_short,
            posting.value_over,
            posting.value_short,
        ]
        if told != sums[posting.id]:
            findings.violate(SUMS_DIFFER, number=posting.number)
    findings.look(len(sums))


def _numbers_kept(branch_id: UUID) -> Iterable[str]:
    rows = StockCount.objects.filter(branch_id=branch_id).order_by()
    return rows.values_list("number", flat=True)


declare_numbers(DOCUMENT, _("Stock counts"), _numbers_kept)
