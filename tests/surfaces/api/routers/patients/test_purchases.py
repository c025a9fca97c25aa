"""A patient's purchases over the API: each reading is recorded with why."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, api_key, stock_up
from tests.surfaces.api.program import Program
from theriac.core.audit.models import AuditRecord
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale


@pytest.mark.rows("CUS-04")
def test_a_program_reads_what_was_sold_to_a_patient(shop: Shop) -> None:
    patient, medicine = register(shop), add_medicine(shop)
    stock_up(shop, medicine, 100)
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=3)], patient_id=patient),
    )
    asking = Program(api_key(shop, "pharmacist", "Care"))
    at = f"/patients/{patient}/purchases"
    told = asking.get(f"{at}?why=claim&since={shop.today}").json()
    assert told["has_more"] is False
    [one] = told["items"]
    assert (one["pack"], one["packs"], one["quantity"]) == ("tablet", 3, 3)
    assert one["total"] == {"amount": 2100, "currency": "IDR"}
    record = AuditRecord.objects.get(command="patients.open_purchases")
    assert (record.object_id, record.reason) == (patient, "claim")
    assert asking.get(f"{at}?until=2025-01-01").json()["items"] == []
    refused = Program(api_key(shop, "manager", "Count")).get(at)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
