"""What must always be true of sales, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, Max, OuterRef, Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.organisation.queries.terminals import series_of_kind, served_numbers
from theriac.domains.sales.checkout.numbers import HELD_SERIES, SALE_SERIES
from theriac.domains.sales.models import (
    DiscrepancyCase,
    HeldPush,
    ReceiptCopy,
    Sale,
    SaleLine,
    SeriesClosing,
    VoidedNumber,
)
from theriac.domains.sales.rules import find_gaps

Kind = DiscrepancyCase.Kind

SUMS_DIFFER = finding(
    "sales.sums_differ", _("The totals of sale %(number)s (%(sale)s) are inconsistent.")
)
LINE_UNALLOCATED = finding(
    "sales.line_unallocated",
    _("Line %(line)s of sale %(sale)s: %(sold)s sold, %(taken)s taken from batches."),
)
EXPIRED_SOLD = finding(
    "sales.expired_sold",
    _("Sale %(number)s sold batch %(batch)s after its expiry, and no discrepancy was recorded."),
)
NUMBERS_MISSING = finding(
    "sales.numbers_missing", _("Series %(series)s: numbers %(first)s to %(last)s are missing.")
)
COUNTER_DIFFERS = finding(
    "sales.counter_differs",
    _("Series %(series)s: its counter is at %(counted)s, but its last number is %(last)s."),
)
VOID_SOLD = finding(
    "sales.void_sold",
    _("Number %(number)s is declared void but has a sale, and no discrepancy was recorded."),
)
HELD_UNBOOKED = finding(
    "sales.held_unbooked", _("Sale on hold %(number)s was approved for booking but is not booked.")
)
HELD_UNDECIDED = finding(
    "sales.held_undecided",
    _("Sale %(number)s (%(sale)s) was on hold and booked without a decision."),
)
SALE_UNRECORDED = finding(
    "sales.sale_unrecorded", _("Sale %(number)s (%(sale)s) has no audit record.")
)
COPY_MISSING = finding(
    "sales.copy_missing", _("Copies of the receipt of sale %(sale)s: %(counted)s of %(last)s.")
)
COPY_UNRECORDED = finding(
    "sales.copy_unrecorded", _("A copy of the receipt of sale %(sale)s has no audit record.")
)

SERIES_OF_OTHERS = finding(
    "sales.series_of_others",
    _("Sale %(number)s (%(sale)s) is in a series of another terminal or branch."),
)

_SUMS = """
SELECT s.id, s.number FROM sales_sale s
LEFT JOIN (
    SELECT sale_id, SUM(gross) AS gross, SUM(discount) AS discount, SUM(tax) AS tax,
           SUM(total) AS total, SUM(taxable + tax - total) AS off
      FROM sales_line GROUP BY sale_id
) AS l ON l.sale_id = s.id
LEFT JOIN (
    SELECT sale_id, SUM(tendered - "change") AS paid FROM sales_payment GROUP BY sale_id
) AS p ON p.sale_id = s.id
WHERE l.sale_id IS NULL
   OR l.gross <> s.gross OR l.discount <> s.discount OR l.tax <> s.tax OR l.off <> 0
   OR l.total + s.rounding <> s.total OR COALESCE(p.paid, 0) <> s.total
"""

_ALLOCATED = """
SELECT l.id, l.sale_id, CASE WHEN p.is_service THEN 0 ELSE l.quantity END, COALESCE(m.moved, 0)
FROM sales_line l
JOIN catalog_product p ON p.id = l.product_id
LEFT JOIN (
    SELECT line_id, SUM(quantity) AS moved FROM stock_movement
     WHERE kind = 'sale' GROUP BY line_id
) AS m ON m.line_id = l.id
WHERE COALESCE(m.moved, 0) <> CASE WHEN p.is_service THEN 0 ELSE l.quantity END
"""

_EXPIRED = """
SELECT m.line_id, s.number, b.number FROM stock_movement m
JOIN sales_sale s ON s.id = m.document_id
JOIN stock_batch b ON b.id = m.batch_id
WHERE m.kind = 'sale' AND (b.expires_on IS NULL OR b.expires_on <= s.business_on)
"""

_SERIES = """
SELECT s.id, s.number FROM sales_sale s
JOIN organisation_series d ON d.id = s.series_id
JOIN organisation_terminal t ON t.id = d.terminal_id
WHERE d.terminal_id <> s.terminal_id OR t.branch_id <> s.branch_id
"""


def _query(sql: str) -> list[tuple[object, ...]]:
    quoted = sql if connection.vendor != "mysql" else sql.replace('"', "`")
    with connection.cursor() as cursor:
        cursor.execute(quoted)
        return list(cursor.fetchall())


@verifies("sales.sums")
def sales_add_up(findings: Findings) -> None:
    """Lines, tax, rounding and payments add up to the last minor unit, or a case says why not."""
    with_case = set(
        DiscrepancyCase.objects.filter(kind=Kind.PAYMENT).values_list("sale_id", flat=True)
    )
    for sale_id, number in _query(_SUMS):
        if UUID(str(sale_id)) not in with_case:
            findings.violate(SUMS_DIFFER, number=number, sale=UUID(str(sale_id)))
    findings.look(Sale.objects.count() + SaleLine.objects.count())


@verifies("sales.allocation")
def lines_are_allocated(findings: Findings) -> None:
    """Each line's units were taken from batches, or a case says what is short; of services none."""
    short: dict[UUID, int] = defaultdict(int)
    unallocated = DiscrepancyCase.objects.filter(
        kind__in=[Kind.STOCK_SHORT, Kind.BATCH_UNKNOWN], line__isnull=False
    ).exclude(
        settlement__in=[
            DiscrepancyCase.Settlement.OTHER_BATCH,
            DiscrepancyCase.Settlement.FOUND,
        ]
    )
    for row in unallocated.values("line_id").annotate(units=Sum("quantity")):
        short[row["line_id"]] = row["units"]
    for line_id, sale_id, quantity, moved in _query(_ALLOCATED):
        if int(str(moved)) + short.get(UUID(str(line_id)), 0) != int(str(quantity)):
            findings.violate(
                LINE_UNALLOCATED,
                line=UUID(str(line_id)),
                sale=UUID(str(sale_id)),
                sold=int(str(quantity)),
                taken=int(str(moved)),
            )
    findings.look(SaleLine.objects.count())


@verifies("sales.expired")
def no_expired_batch_without_case(findings: Findings) -> None:
    """No expired batch was sold, unless its case is there."""
    with_case = set(
        DiscrepancyCase.objects.filter(
            kind__in=[Kind.BATCH_EXPIRED, Kind.STOCK_SHORT, Kind.BATCH_UNKNOWN]
        ).values_list("line_id", flat=True)
    )
    for line_id, number, batch in _query(_EXPIRED):
        if line_id is None or UUID(str(line_id)) not in with_case:
            findings.violate(EXPIRED_SOLD, number=number, batch=batch)
    findings.look(SaleLine.objects.count())


@verifies("sales.numbers")
def series_have_no_unexplained_gap(findings: Findings) -> None:
    """Every number up to a series' last has a sale, is void, or is held until a person decides."""
    taken = _sequences()
    ended = dict(SeriesClosing.objects.values_list("series_id", "last_number"))
    for series_id, prefix, counted in served_numbers(SALE_SERIES, HELD_SERIES):
        numbers = taken.get(series_id, set())
        beyond = {ended[series_id] + 1} if series_id in ended else set()
        for gap in find_gaps(numbers | beyond):
            findings.violate(NUMBERS_MISSING, series=prefix, first=gap.first, last=gap.last)
        if counted and counted != max(numbers, default=0):
            findings.violate(
                COUNTER_DIFFERS, series=prefix, counted=counted, last=max(numbers, default=0)
            )
    findings.look(sum(len(numbers) for numbers in taken.values()))


@verifies("sales.series")
def numbers_are_their_terminals(findings: Findings) -> None:
    """Each sale stands in a series of the terminal that made it, at that terminal's branch."""
    for sale_id, number in _query(_SERIES):
        findings.violate(SERIES_OF_OTHERS, number=number, sale=UUID(str(sale_id)))
    findings.look(Sale.objects.count())


def _sequences() -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    for model in (Sale, VoidedNumber, HeldPush):
        rows = model.objects.values_list("series_id", "sequence")
        for series_id, sequence in rows.iterator(chunk_size=10_000):
            found[series_id].add(sequence)
    return found


@verifies("sales.void")
def void_numbers_have_no_sale(findings: Findings) -> None:
    """No number that is void or beyond a closed series' end has a sale, unless with its case."""
    void = VoidedNumber.objects.filter(
        series_id=OuterRef("series_id"), sequence=OuterRef("sequence")
    )
    ended = SeriesClosing.objects.filter(
        series_id=OuterRef("series_id"), last_number__lt=OuterRef("sequence")
    )
    case = DiscrepancyCase.objects.filter(sale_id=OuterRef("id"), kind=Kind.NUMBER)
    sold = Sale.objects.filter(Exists(void) | Exists(ended)).exclude(Exists(case))
    for number in sold.values_list("number", flat=True):
        findings.violate(VOID_SOLD, number=number)
    findings.look(VoidedNumber.objects.count())


@verifies("sales.held")
def held_sales_are_decided(findings: Findings) -> None:
    """A sale stands in a held series only by a decision, and what was decided to book is booked."""
    decided = {
        (push.number, push.content_hash)
        for push in HeldPush.objects.filter(decision=HeldPush.Decision.BOOKED).only(
            "number", "content_hash"
        )
    }
    numbers = {number for number, _hash in decided}
    booked = set(Sale.objects.filter(number__in=numbers).values_list("number", "content_hash"))
    for number, _hash in sorted(decided - booked):
        findings.violate(HELD_UNBOOKED, number=number)
    beside = Sale.objects.filter(series_id__in=series_of_kind(HELD_SERIES))
    for sale_id, number, content_hash in beside.values_list("id", "number", "content_hash"):
        if (number, content_hash) not in decided:
            findings.violate(HELD_UNDECIDED, number=number, sale=sale_id)
    findings.look(len(decided))


@verifies("sales.audit")
def sales_are_on_the_trail(findings: Findings) -> None:
    """Every sale has its audit record."""
    # NOT IN over more ids than the database's memory of work holds never ends on PostgreSQL.
    recorded = AuditRecord.objects.filter(object_kind="sales.sale", object_id=OuterRef("id"))
    missing = Sale.objects.filter(~Exists(recorded))
    for sale in missing.values_list("id", "number"):
        findings.violate(SALE_UNRECORDED, number=sale[1], sale=sale[0])
    findings.look(Sale.objects.count())


@verifies("sales.receipt_copies")
def copies_are_counted_and_recorded(findings: Findings) -> None:
    """The copies of each receipt are counted from 1 without a gap, and each is on the trail."""
    copies = ReceiptCopy.objects.values("sale_id")
    counted = copies.annotate(counted=Count("id"), last=Max("number"))
    for row in counted.exclude(counted=F("last")).order_by("sale_id"):
        findings.violate(
            COPY_MISSING, sale=row["sale_id"], counted=row["counted"], last=row["last"]
        )
    recorded = AuditRecord.objects.filter(
        object_kind="sales.receipt_copy", object_id=OuterRef("id")
    )
    unrecorded = ReceiptCopy.objects.filter(~Exists(recorded)).order_by("sale_id", "number")
    for sale_id in unrecorded.values_list("sale_id", flat=True):
        findings.violate(COPY_UNRECORDED, sale=sale_id)
    findings.look(ReceiptCopy.objects.count())
