"""What must always be true of receipts, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.purchasing.delivery import content_hash
from theriac.domains.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    ReceiptPosting,
)
from theriac.domains.stock.queries.ledger.receipts import (
    ReceivedLine,
    received_lines,
    reversed_lines,
)

AT_ONCE = 200
LINE_UNMOVED = finding(
    "purchasing.line_unmoved",
    _("Goods receipt %(number)s: line %(line)s differs from what was added to stock."),
)
COST_DIFFERS = finding(
    "purchasing.cost_differs",
    _("Goods receipt %(number)s: its batches cost %(lines)s, but the document says %(posted)s."),
)
CONTENT_CHANGED = finding(
    "purchasing.content_changed", _("Goods receipt %(number)s was changed after it was posted.")
)
REVERSAL_PARTIAL = finding(
    "purchasing.reversal_partial",
    _("Goods receipt %(number)s: the reversal of line %(line)s differs from what was received."),
)
NUMBER_MISSING = finding(
    "purchasing.number_missing",
    _("Goods receipts %(series)s: the last number is %(last)s, but %(count)s exist."),
)


@verifies("purchasing.receipts")
def posted_receipts_equal_their_movements(findings: Findings) -> None:
    """Every line of a posted receipt is the movement and the batch that it became."""
    kinds = ReceiptPosting.Kind
    ids = list(
        ReceiptPosting.objects.filter(posting_kind=kinds.POSTED)
        .order_by("id")
        .values_list("id", flat=True)
    )
    for start in range(0, len(ids), AT_ONCE):
        rows = ReceiptPosting.objects.filter(id__in=ids[start : start + AT_ONCE])
        postings = list(rows.select_related("receipt"))
        lines = _lines([posting.receipt_id for posting in postings])
        moved = received_lines([posting.document_id for posting in postings])
        for posting in postings:
            _check(findings, posting, lines[posting.receipt_id], moved)
    findings.look(len(ids))


@verifies("purchasing.reversals")
def reversals_take_out_all(findings: Findings) -> None:
    """A reversed receipt's counter-document took out each line as it came."""
    counters = list(
        ReceiptPosting.objects.filter(posting_kind=ReceiptPosting.Kind.REVERSED).order_by("id")
    )
    lines = _lines([counter.receipt_id for counter in counters])
    taken = reversed_lines([counter.document_id for counter in counters])
    for counter in counters:
        for line in lines[counter.receipt_id]:
            if taken.get(line.id) != line.quantity:
                findings.violate(REVERSAL_PARTIAL, number=counter.number, line=line.position)
    findings.look(len(counters))


@verifies("purchasing.numbers")
def numbers_have_no_gap(findings: Findings) -> None:
    """Numbers of a branch, kind and year go from 1 on without a gap."""
    series: dict[str, list[int]] = defaultdict(list)
    for number in ReceiptPosting.objects.values_list("number", flat=True):
        prefix, _mark, sequence = number.rpartition("-")
        series[prefix].append(int(sequence))
    for prefix, found in series.items():
        if max(found) != len(found):
            findings.violate(NUMBER_MISSING, series=prefix, last=max(found), count=len(found))
    findings.look(sum(len(found) for found in series.values()))


def _lines(receipt_ids: Sequence[UUID]) -> dict[UUID, list[GoodsReceiptLine]]:
    found: dict[UUID, list[GoodsReceiptLine]] = defaultdict(list)
    rows = GoodsReceiptLine.objects.filter(receipt_id__in=list(receipt_ids))
    for line in rows.order_by("position", "id"):
        found[line.receipt_id].append(line)
    return found


def _check(
    findings: Findings,
    posting: ReceiptPosting,
    lines: Sequence[GoodsReceiptLine],
    moved: Mapping[UUID, ReceivedLine],
) -> None:
    for line in lines:
        if not _is_as_moved(line, moved.get(line.id), posting.document_id):
            findings.violate(LINE_UNMOVED, number=posting.number, line=line.position)
    costs = sum(line.cost or 0 for line in lines)
    if costs != posting.cost or len(lines) != posting.lines:
        findings.violate(COST_DIFFERS, number=posting.number, lines=costs, posted=posting.cost)
    receipt: GoodsReceipt = posting.receipt
    if content_hash(receipt, lines) != posting.content_hash:
        findings.violate(CONTENT_CHANGED, number=posting.number)


def _is_as_moved(line: GoodsReceiptLine, moved: ReceivedLine | None, document_id: UUID) -> bool:
    if moved is None:
        return False
    return (
        moved.movement_id,
        moved.batch_id,
        moved.product_id,
        moved.document_id,
        moved.quantity,
        moved.cost_amount,
        moved.cost_units,
    ) == (
        line.movement_id,
        line.batch_id,
        line.product_id,
        document_id,
        line.quantity,
        line.cost,
        line.quantity,
    )
