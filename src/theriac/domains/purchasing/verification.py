"""What must always be true of receipts and returns, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.purchasing.content_hash import content_hash
from theriac.domains.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    ReceiptPosting,
    SupplierCredit,
    SupplierReturn,
    SupplierReturnLine,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.supplier_return import return_hash
from theriac.domains.stock.queries.batches.returnable import given_to_suppliers
from theriac.domains.stock.queries.ledger.receipts import (
    ReceivedLine,
    received_lines,
    reversed_lines,
)

AT_ONCE = 200
LINE_UNMOVED = finding(
    "purchasing.line_unmoved",
    _("Receipt %(number)s: line %(line)s and what came onto the shelf differ."),
)
COST_DIFFERS = finding(
    "purchasing.cost_differs",
    _("Receipt %(number)s: its batches cost %(lines)s, the document says %(posted)s."),
)
CONTENT_CHANGED = finding(
    "purchasing.content_changed", _("Receipt %(number)s was changed after it was posted.")
)
REVERSAL_PARTIAL = finding(
    "purchasing.reversal_partial",
    _("Receipt %(number)s: its reversal didn't take out line %(line)s as it came."),
)
NUMBER_MISSING = finding(
    "purchasing.number_missing", _("The receipts %(series)s end at %(last)s, %(count)s exist.")
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


RETURN_UNMOVED = finding(
    "purchasing.return_unmoved",
    _("Return %(number)s: line %(line)s says %(written)s, %(moved)s moved."),
)
RETURN_CHANGED = finding(
    "purchasing.return_changed", _("Return %(number)s was changed after it was sent.")
)
CREDIT_DIFFERS = finding(
    "purchasing.credit_differs",
    _("Return %(number)s: its credit notes add up to %(notes)s, it says %(credited)s."),
)


@verifies("purchasing.returns")
def returns_equal_their_movements(findings: Findings) -> None:
    """Every line of a sent return left stock as it is written, and came back with its opposite."""
    ids = list(SupplierReturnPosting.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        rows = SupplierReturnPosting.objects.filter(id__in=ids[start : start + AT_ONCE])
        postings = list(rows.select_related("supplier_return"))
        lines = _lines_back([posting.supplier_return_id for posting in postings])
        moved = given_to_suppliers([posting.document_id for posting in postings])
        for posting in postings:
            of_one = lines[posting.supplier_return_id]
            for line in of_one:
                found = moved.get((posting.document_id, line.id), 0)
                if found != line.quantity:
                    findings.violate(
                        RETURN_UNMOVED,
                        number=posting.number,
                        line=line.position,
                        written=line.quantity,
                        moved=found,
                    )
            if return_hash(posting.supplier_return, of_one) != posting.content_hash:
                findings.violate(RETURN_CHANGED, number=posting.number)
    findings.look(len(ids))


@verifies("purchasing.credits")
def credits_add_up(findings: Findings) -> None:
    """What a return says was credited is the sum of its credit notes."""
    notes = dict(
        SupplierCredit.objects.order_by()
        .values_list("supplier_return_id")
        .annotate(total=Sum("amount"))
    )
    rows = SupplierReturn.objects.order_by("id").values_list("id", "number", "credited")
    count = 0
    for return_id, number, credited in rows.iterator(chunk_size=AT_ONCE):
        count += 1
        if notes.get(return_id, 0) != credited:
            findings.violate(
                CREDIT_DIFFERS,
                number=number,
                notes=notes.get(return_id, 0),
                credited=credited,
            )
    findings.look(count)


def _lines_back(return_ids: Sequence[UUID]) -> dict[UUID, list[SupplierReturnLine]]:
    found: dict[UUID, list[SupplierReturnLine]] = defaultdict(list)
    rows = SupplierReturnLine.objects.filter(supplier_return_id__in=list(return_ids))
    for line in rows.order_by("position", "id"):
        found[line.supplier_return_id].append(line)
    return found
