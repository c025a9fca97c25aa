"""What must always be true between sales on prescriptions and their dispenses."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.prescriptions.queries.dispensed import dispensed_with_sales
from theriac.domains.sales.dispensing.pushed import TOO_SOON
from theriac.domains.sales.models import DiscrepancyCase, SaleLine

DISPENSE_DIFFERS = finding(
    "sales.dispense_differs",
    _(
        "Sale %(sale)s sold %(sold)s base units on line %(line)s of a prescription, and %(given)s "
        "were dispensed with it; no discrepancy was recorded."
    ),
)


@verifies("sales.dispenses")
def sales_and_dispenses_agree(findings: Findings) -> None:
    """Each dispense of a sale is of lines of that sale, and each such line was dispensed whole.

    A case says of one line and product why it wasn't; settled by dispensing, it explains nothing.
    """
    given = dispensed_with_sales()
    sold = _sold()
    refused = _refused()
    for key in sorted(given.keys() | sold.keys()):
        sale_id, line_id, _product_id = key
        units, dispensed = sold.get(key, 0), given.get(key, 0)
        if units == dispensed or (not dispensed and key in refused):
            continue
        findings.violate(DISPENSE_DIFFERS, sale=sale_id, line=line_id, sold=units, given=dispensed)
    findings.look(len(given) + len(sold))


def _refused() -> set[tuple[UUID, UUID, UUID]]:
    """Sale, line and product of what stays undispensed by a case."""
    cases = DiscrepancyCase.objects.filter(kind=DiscrepancyCase.Kind.DISPENSE).order_by()
    stand = cases.exclude(settlement=DiscrepancyCase.Settlement.DISPENSED)
    return {
        (sale_id, UUID(str(facts["prescription_line_id"])), UUID(str(facts["product_id"])))
        for sale_id, facts in stand.values_list("sale_id", "facts")
        if facts["why"] != TOO_SOON
    }


def _sold() -> dict[tuple[UUID, UUID, UUID], int]:
    lines = SaleLine.objects.filter(prescription_line_id__isnull=False).order_by()
    sums = lines.values_list("sale_id", "prescription_line_id", "product_id")
    return {
        (sale_id, line_id, product_id): units
        for sale_id, line_id, product_id, units in sums.annotate(units=Sum("quantity"))
        if line_id
    }
