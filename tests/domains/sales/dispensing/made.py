"""Sales that a counter made on prescriptions, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.prescriptions import line_of
from tests.support.pushing import pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop
from theriac.core.ids import new_id
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.queries.for_sale import prescribed_lines
from theriac.domains.sales.pushes.sale import PushedGround, PushedSale
from theriac.domains.stock.models import Batch


def sold_on(
    shop: Shop,
    medicine: Medicine,
    prescription_id: UUID,
    quantity: int,
    sequence: int = 1,
    *,
    line: dict[str, Any] | None = None,
    **sale: Any,
) -> PushedSale:
    """So much of the first line of a prescription, as a counter that took it sells it."""
    found = Prescription.objects.get(id=prescription_id)
    line_id = line_of(prescription_id).id
    known = prescribed_lines(found.branch_id, [line_id])[line_id]
    ground = PushedGround(
        id=new_id(),
        kind="prescription",
        prescriber="dr. Maya Quinzola",
        number="R/12",
        written_on=found.written_on,
        permitted_by=found.approved_by or shop.owner.id,
    )
    batch = Batch.objects.filter(product_id=medicine.id).order_by("id").first()
    assert batch is not None
    told = {
        "ground_id": ground.id,
        "prescription_line_id": line_id,
        "min_days": known.days,
        **(line or {}),
    }
    sold = pushed_line(shop, medicine, [(batch.id, quantity)], **told)
    given = {"patient_id": found.patient_id, "grounds": [ground], **sale}
    return pushed_sale(shop, [sold], sequence, **given)
