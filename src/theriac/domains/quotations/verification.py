"""What must always be true of quotations, recomputed from the rows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.organisation.numbering import declare_numbers
from theriac.domains.quotations.models import MARK, Quotation
from theriac.domains.sales.queries.pushes import never_arrived

SUMS_DIFFER = finding(
    "quotations.sums_differ",
    _("Quotation %(number)s: its lines come to %(lines)s, its total says %(total)s."),
)
NEVER_SOLD = finding(
    "quotations.never_sold",
    _("Quotation %(number)s is marked as converted, but its sale isn’t there."),
)
AT_ONCE = 400


@verifies("quotations.sums")
def quotations_add_up(findings: Findings) -> None:
    """Lines and rounding come to the total, and each quotation has lines."""
    rows = Quotation.objects.annotate(lines_sum=Sum("lines__total"), count=Count("lines"))
    for row in rows.order_by("id"):
        findings.look(1)
        found = int(row.lines_sum or 0) + row.rounding
        if found != row.total or not row.count:
            findings.violate(SUMS_DIFFER, number=row.number, lines=found, total=row.total)


@verifies("quotations.sold")
def converted_ones_were_sold(findings: Findings) -> None:
    """The sale of each converted quotation is booked or held."""
    rows = Quotation.objects.filter(state=Quotation.State.CONVERTED).order_by("id")
    found = list(rows.values_list("number", "sale_id"))
    findings.look(len(found))
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        missing = never_arrived([sale_id for _number, sale_id in some if sale_id])
        for number, sale_id in some:
            if sale_id in missing:
                findings.violate(NEVER_SOLD, number=number)


def _kept(branch_id: UUID) -> Iterable[str]:
    rows = Quotation.objects.filter(branch_id=branch_id).order_by()
    return list(rows.values_list("number", flat=True))


declare_numbers(MARK, _("Quotations"), _kept)
