"""What sales tell of those who received a batch: the patient of a sale, and units not yet taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from theriac.core.ids import parse_id
from theriac.domains.recalls.ports import SaleRecords, register_sale_records
from theriac.domains.sales.models import DiscrepancyCase, SalePatient

AT_ONCE = 500
"""Ids in one statement; SQLite takes no more than its own bound of variables."""


def patients_of(sale_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Whom each sale was for; a sale without a patient is left out."""
    found: dict[UUID, UUID] = {}
    for start in range(0, len(sale_ids), AT_ONCE):
        rows = SalePatient.objects.filter(sale_id__in=sale_ids[start : start + AT_ONCE])
        found.update(rows.values_list("sale_id", "patient_id"))
    return found


def late_units(batch_ids: Sequence[UUID], product_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """What open cases say was sold of these batches while the books had none to give."""
    wanted = set(batch_ids)
    units: dict[UUID, int] = defaultdict(int)
    kinds = (DiscrepancyCase.Kind.STOCK_SHORT, DiscrepancyCase.Kind.BATCH_UNKNOWN)
    cases = DiscrepancyCase.objects.filter(
        kind__in=kinds, settled_at=None, line__product_id__in=list(product_ids)
    )
    for facts, quantity in cases.values_list("facts", "quantity"):
        batch_id = parse_id(str(facts.get("batch_id", "")))
        if batch_id in wanted:
            units[batch_id] += quantity
    return units


register_sale_records(SaleRecords(patients=patients_of, late=late_units))
