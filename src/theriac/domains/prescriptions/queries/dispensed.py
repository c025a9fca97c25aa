"""What was dispensed: with sales, to be compared with them, and to a patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Sum

from theriac.domains.organisation.queries.branches import branch_zone
from theriac.domains.prescriptions.models import Dispense


def dispensed_with_sales() -> dict[tuple[UUID, UUID, UUID], int]:
    """Base units that stand, by sale, line and product; of every branch."""
    standing = Dispense.objects.filter(reversed_at=None, sale_id__isnull=False).order_by()
    sums = standing.values_list("sale_id", "line_id", "product_id").annotate(units=Sum("quantity"))
    return {(sale_id, line_id, product_id): units for sale_id, line_id, product_id, units in sums}


@dataclass(frozen=True, slots=True, kw_only=True)
class DispensedTo:
    """Units of a product that somebody got on a line, on a day of the branch's wall.

    ``sig`` and ``route`` are the directions as written; ``days`` for how long, where they say it.
    """

    line_id: UUID
    prescription_id: UUID
    product_id: UUID
    sale_id: UUID | None
    on: date
    sig: str
    route: str
    days: int | None


def dispensed_to(
    patient_ids: Sequence[UUID], since: datetime, until: datetime, at_most: int
) -> list[DispensedTo]:
    """What stands as dispensed to these records from ``since`` until before ``until``.

    The newest first, of every branch. For who asked already: it reads the directions, which are
    encrypted under the patient's key.
    """
    rows = Dispense.objects.filter(
        line__patient_id__in=list(patient_ids),
        reversed_at=None,
        dispensed_at__gte=since,
        dispensed_at__lt=until,
    )
    found = rows.select_related("line").order_by("-dispensed_at", "-id")[:at_most]
    zones: dict[UUID, ZoneInfo] = {}
    return [_told(one, zones) for one in found]


def _told(one: Dispense, zones: dict[UUID, ZoneInfo]) -> DispensedTo:
    directions = one.line.content["directions"]
    zone = zones.get(one.branch_id) or zones.setdefault(one.branch_id, branch_zone(one.branch_id))
    return DispensedTo(
        line_id=one.line_id,
        prescription_id=one.line.prescription_id,
        product_id=one.product_id,
        sale_id=one.sale_id,
        on=one.dispensed_at.astimezone(zone).date(),
        sig=directions["sig"] or "",
        route=directions["route"] or "",
        days=directions["duration_days"],
    )
