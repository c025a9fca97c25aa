"""Which period of a supplier's consigned goods is open: it begins where the last payment ended.

A day can be paid once it is over by the branch's own date, and by ``MARGIN`` more, because a sale
that was recorded within it may commit late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, QuerySet

from theriac.core import clock
from theriac.domains.organisation.queries.branches import branch_zone, day_begins
from theriac.domains.purchasing.models import ConsignmentSettlement
from theriac.domains.stock.queries.batches.consigned_sales import consignors, first_sold

MARGIN = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """What isn't paid yet: from ``first_on``, which began at ``begins_at``, to ``until_on``.

    ``until_on`` is the last day that is over; before ``first_on`` where all of them are paid.
    """

    supplier_id: UUID
    first_on: date
    begins_at: datetime
    until_on: date
    zone: ZoneInfo

    @property
    def is_payable(self) -> bool:
        """Whether a day of it is over."""
        return self.covers(self.until_on)

    def covers(self, last_on: date) -> bool:
        """Whether a payment may end with this day."""
        if not self.first_on <= last_on <= self.until_on:
            return False
        return self.begins_at < self.ends_at(last_on)

    def ends_at(self, last_on: date) -> datetime:
        """The instant at which a period with this last day ends."""
        return day_begins(last_on + _DAY, self.zone)


def recorded_settlements() -> QuerySet[ConsignmentSettlement]:
    """Every payment that was recorded, those withdrawn too, in no order."""
    rows: QuerySet[ConsignmentSettlement] = ConsignmentSettlement.objects.filter(
        posting_kind=ConsignmentSettlement.Kind.RECORDED
    )
    return rows.order_by()


def standing_settlements() -> QuerySet[ConsignmentSettlement]:
    """Those that no counter-row withdrew, in no order."""
    return recorded_settlements().filter(withdrawal__isnull=True)


def next_sequence(branch_id: UUID, supplier_id: UUID) -> int:
    """The number of the next row of a branch and supplier, of either kind.

    Read before anything that the row depends on: whoever is faster then has the number.
    """
    rows = ConsignmentSettlement.objects.filter(branch_id=branch_id, supplier_id=supplier_id)
    return int(rows.aggregate(last=Max("sequence"))["last"] or 0) + 1


def open_periods(branch_id: UUID, supplier_id: UUID | None = None) -> dict[UUID, OpenPeriod]:
    """By supplier of consigned goods at the branch, or of this one alone; in four reads.

    One of whom nothing was sold yet isn't among them.
    """
    theirs = consignors(branch_id)
    if supplier_id is not None:
        theirs &= {supplier_id}
    zone = branch_zone(branch_id)
    until_on = (clock.now() - MARGIN).astimezone(zone).date() - _DAY
    settled = standing_settlements().filter(branch_id=branch_id, supplier_id__in=sorted(theirs))
    ends = settled.values_list("supplier_id").annotate(on=Max("last_on"), at=Max("ends_at"))
    found = {key: OpenPeriod(key, on + _DAY, at, until_on, zone) for key, on, at in ends}
    for key, moment in first_sold(branch_id, theirs - found.keys()).items():
        first_on = moment.astimezone(zone).date()
        found[key] = OpenPeriod(key, first_on, day_begins(first_on, zone), until_on, zone)
    return found
