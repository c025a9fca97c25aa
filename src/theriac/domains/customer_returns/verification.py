"""What must always be true of returns, recomputed from the rows; and which numbers they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.customer_returns.models import (
    CREDIT_NOTE,
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
    ReturnedSale,
)
from theriac.domains.customer_returns.rules import NOWHERE
from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.sales.queries.sold_goods import sold_for_checks
from theriac.domains.stock.queries.batches.allocations import brought_back_units

SUMS_DIFFER = finding(
    "customer_returns.sums_differ", _("The totals of credit note %(number)s are inconsistent.")
)
TOO_MUCH = finding(
    "customer_returns.too_much",
    _("Line %(line)s: %(returned)s base units returned, %(sold)s sold."),
)
GOODS_DIFFER = finding(
    "customer_returns.goods_differ",
    _("Line %(line)s of a credit note: %(returned)s base units, %(moved)s in stock."),
)
UNITS_DIFFER = finding(
    "customer_returns.units_differ",
    _("Sale %(sale)s: %(counted)s base units counted as returned, %(returned)s by its returns."),
)
AT_ONCE = 400


@verifies("customer_returns.sums")
def notes_add_up(findings: Findings) -> None:
    """Lines, tax, rounding and refunds of a credit note add up to the minor unit."""
    lines = _sums(CustomerReturnLine, "amount"), _sums(CustomerReturnLine, "tax")
    refunds = _sums(CustomerRefund, "amount")
    rows = CustomerReturn.objects.order_by("id")
    for note in rows.iterator(chunk_size=2_000):
        amount, tax = (some.get(note.id, 0) for some in lines)
        whole = note.amount + note.rounding == note.total == refunds.get(note.id, 0)
        if not whole or (amount, tax) != (note.amount, note.tax):
            findings.violate(SUMS_DIFFER, number=note.number)
        findings.look(1)


def _sums(model: Any, column: str) -> dict[UUID, int]:
    rows = model.objects.order_by().values_list("customer_return_id")
    return {key: int(total) for key, total in rows.annotate(sum=Sum(column))}


@verifies("customer_returns.sold")
def no_more_than_was_sold(findings: Findings) -> None:
    """Of each line, and of each batch that it took, no more came back than was sold.

    A line that came back whole was refunded whole, with its tax.
    """
    rows = CustomerReturnLine.objects.filter(sale_line_id__isnull=False).order_by()
    columns = ("sale_line_id", "batch_id")
    came = rows.values_list(*columns).annotate(Sum("quantity"), Sum("amount"), Sum("tax"))
    by_line: dict[UUID, list[tuple[UUID | None, int, int, int]]] = defaultdict(list)
    for line_id, batch_id, units, amount, tax in came:
        by_line[line_id].append((batch_id, int(units), int(amount), int(tax)))
    ids = sorted(by_line)
    for start in range(0, len(ids), AT_ONCE):
        sold = sold_for_checks(ids[start : start + AT_ONCE])
        for line_id in ids[start : start + AT_ONCE]:
            line, parts = sold[line_id], by_line[line_id]
            units = sum(one[1] for one in parts)
            amount, tax = sum(one[2] for one in parts), sum(one[3] for one in parts)
            over = [one for one in parts if one[0] and one[1] > line.batches.get(one[0], 0)]
            whole = (amount, tax) == (line.total, sum(one["amount"] for one in line.taxes))
            if over or units > line.quantity or (units == line.quantity and not whole):
                findings.violate(TOO_MUCH, line=line_id, returned=units, sold=line.quantity)
    findings.look(len(ids))


@verifies("customer_returns.goods")
def goods_came_back(findings: Findings) -> None:
    """Each line's goods are the movements of its credit note; a service's are none."""
    rows = CustomerReturnLine.objects.exclude(goes=NOWHERE).order_by("id")
    moved = brought_back_units()
    for line_id, units in rows.values_list("id", "quantity").iterator(chunk_size=2_000):
        if moved.get(line_id, 0) != units:
            findings.violate(
                GOODS_DIFFER, line=line_id, returned=units, moved=moved.get(line_id, 0)
            )
        findings.look(1)


@verifies("customer_returns.units")
def what_is_counted_came_back(findings: Findings) -> None:
    """The count under which a sale is locked is what its returns say."""
    rows = CustomerReturnLine.objects.filter(customer_return__sale_id__isnull=False).order_by()
    sums = rows.values_list("customer_return__sale_id").annotate(sum=Sum("quantity"))
    came = {key: int(units) for key, units in sums}
    counted = dict(ReturnedSale.objects.values_list("id", "units"))
    for sale_id in sorted(came.keys() | counted.keys()):
        if came.get(sale_id, 0) != counted.get(sale_id, 0):
            findings.violate(
                UNITS_DIFFER,
                sale=sale_id,
                counted=counted.get(sale_id, 0),
                returned=came.get(sale_id, 0),
            )
        findings.look(1)


def _kept(branch_id: UUID) -> Iterable[str]:
    rows = CustomerReturn.objects.filter(branch_id=branch_id, series_id=None).order_by()
    return rows.values_list("number", flat=True)


declare_numbers(CREDIT_NOTE, _("Credit notes to customers"), _kept)
