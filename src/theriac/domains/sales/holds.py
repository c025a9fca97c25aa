"""Which sales hold the patient whom they were for: on a prescription, or of a controlled class.

Held pushes don't count before they are booked: whom they name is sealed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext_lazy as _

from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.products import products_of_classes
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.patients.ports import HeldRecords, register_hold
from theriac.domains.sales.models import SaleGround, SaleLine, SalePatient


def _on_prescription(patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    """Sales with a ground: the prescription seen, or the exception whose patient is recorded."""
    grounds = SaleGround.objects.filter(sale_id=OuterRef("sale_id"))
    return _newest(patient_ids, Exists(grounds))


def _of_controlled_classes(patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    """Sales of goods whose class, as it is now, needs a register."""
    pharmacy = get_pharmacy()
    classes = profile_for(pharmacy.country if pharmacy else "generic").legal_classes
    goods = products_of_classes([one.code for one in classes if one.register])
    lines = SaleLine.objects.filter(sale_id=OuterRef("sale_id"), product_id__in=goods)
    return _newest(patient_ids, Exists(lines))


def _newest(patient_ids: Sequence[UUID], such: Exists) -> Mapping[UUID, date]:
    rows = SalePatient.objects.filter(such, patient_id__in=patient_ids).order_by()
    newest = rows.values("patient_id").annotate(on=Max("sale__business_on"))
    return {row["patient_id"]: row["on"] for row in newest}


register_hold(
    HeldRecords(
        code="sales.prescriptions",
        title=_("Sales on a prescription"),
        rule="sales.prescriptions",
        newest=_on_prescription,
    )
)
register_hold(
    HeldRecords(
        code="sales.controlled",
        title=_("Sales of controlled medicines"),
        rule="sales.controlled",
        newest=_of_controlled_classes,
    )
)
