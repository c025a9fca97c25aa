"""What must always be true of payments for consigned goods, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.purchasing.models import ConsignmentLine, ConsignmentSettlement
from theriac.domains.stock.queries.batches.consigned_sales import owed, sold_between

AT_ONCE = 200
UNITS_DIFFER = finding(
    "purchasing.consignment_units",
    _("Payment %(sequence)s to supplier %(supplier)s: its quantities differ from those sold."),
)
SUM_DIFFERS = finding(
    "purchasing.consignment_sum",
    _("Payment %(sequence)s to supplier %(supplier)s: the lines total %(lines)s, not %(paid)s."),
)
COST_DIFFERS = finding(
    "purchasing.consignment_cost",
    _(
        "Payment %(sequence)s to supplier %(supplier)s: line %(line)s differs from the cost of "
        "its units."
    ),
)
PERIOD_BROKEN = finding(
    "purchasing.consignment_period",
    _("Payment %(sequence)s to supplier %(supplier)s doesn’t start where the previous one ended."),
)
NUMBER_MISSING = finding(
    "purchasing.consignment_number",
    _("Payments to supplier %(supplier)s: number %(sequence)s is missing."),
)
WITHDRAWAL_DIFFERS = finding(
    "purchasing.consignment_withdrawal",
    _("Payment %(sequence)s to supplier %(supplier)s withdraws a payment that doesn’t match."),
)
_RECORDED = ConsignmentSettlement.Kind.RECORDED
_REPEATED = ("first_on", "last_on", "begins_at", "ends_at", "currency", "paid_on")


@verifies("purchasing.consignments")
def settlements_equal_their_movements(findings: Findings) -> None:
    """Each standing settlement is what the movements of its instants sold, at the sums written.

    The cost of a batch may have been corrected since: a line is held to the cost that it wrote
    down, whatever the batch says now.
    """
    ids = list(ConsignmentSettlement.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        rows = ConsignmentSettlement.objects.filter(id__in=ids[start : start + AT_ONCE])
        lines: dict[UUID, list[ConsignmentLine]] = defaultdict(list)
        for line in ConsignmentLine.objects.filter(settlement__in=rows).order_by("position", "id"):
            lines[line.settlement_id].append(line)
        for row in rows.select_related("withdrawal"):
            _check_sums(findings, row, lines[row.id])
            if row.posting_kind == _RECORDED and getattr(row, "withdrawal", None) is None:
                _check_units(findings, row, lines[row.id])
    findings.look(len(ids))


def _check_sums(
    findings: Findings, row: ConsignmentSettlement, lines: Sequence[ConsignmentLine]
) -> None:
    if row.posting_kind != _RECORDED:
        if lines:
            findings.violate(SUM_DIFFERS, **_named(row), lines=len(lines), paid=row.amount)
        return
    for line in lines:
        if owed(line.sold, line.cost_amount, line.cost_units) != line.due:
            findings.violate(COST_DIFFERS, **_named(row), line=line.position)
    if (total := sum(line.due for line in lines)) != row.amount:
        findings.violate(SUM_DIFFERS, **_named(row), lines=total, paid=row.amount)


def _check_units(
    findings: Findings, row: ConsignmentSettlement, lines: Sequence[ConsignmentLine]
) -> None:
    spans = {row.supplier_id: (row.begins_at, row.ends_at)}
    moved = {one.batch_id: one.sold for one in sold_between(row.branch_id, spans)[row.supplier_id]}
    if {line.batch_id: line.sold for line in lines} != moved:
        findings.violate(UNITS_DIFFER, **_named(row))


@verifies("purchasing.consignment_periods")
def periods_touch_and_never_overlap(findings: Findings) -> None:
    """Of a branch and supplier, row by row: each begins where what stands before it ended.

    Numbers go from 1 on without a gap, and a counter-row answers the newest that stood.
    """
    series: dict[tuple[UUID, UUID], list[ConsignmentSettlement]] = defaultdict(list)
    for row in ConsignmentSettlement.objects.order_by("sequence", "id"):
        series[row.branch_id, row.supplier_id].append(row)
    for rows in series.values():
        standing: list[ConsignmentSettlement] = []
        for expected, row in enumerate(rows, start=1):
            if row.sequence != expected:
                findings.violate(NUMBER_MISSING, supplier=row.supplier_id, sequence=expected)
                break
            _take(findings, standing, row)
    findings.look(sum(len(rows) for rows in series.values()))


def _take(
    findings: Findings, standing: list[ConsignmentSettlement], row: ConsignmentSettlement
) -> None:
    """Put a payment on those that stand, or take off the one that its counter-row names."""
    last = standing[-1] if standing else None
    if row.posting_kind == _RECORDED:
        if last is not None and (
            row.begins_at != last.ends_at or (row.first_on - last.last_on).days != 1
        ):
            findings.violate(PERIOD_BROKEN, **_named(row))
        standing.append(row)
    elif last is None or row.withdraws_id != last.id or not _answers(row, last):
        findings.violate(WITHDRAWAL_DIFFERS, **_named(row))
    else:
        standing.pop()


def _answers(row: ConsignmentSettlement, first: ConsignmentSettlement) -> bool:
    repeats = all(getattr(row, name) == getattr(first, name) for name in _REPEATED)
    return repeats and row.amount == -first.amount


def _named(row: ConsignmentSettlement) -> dict[str, object]:
    return {"sequence": row.sequence, "supplier": row.supplier_id}
