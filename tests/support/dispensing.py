"""Sales on prescriptions, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.prescriptions import a_line, a_prescription, line_of
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.actor import Actor
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale


def prescribed(
    shop: Shop, quantity: int = 10, *, name: str = "Amoxicillin 500 mg capsule", **facts: Any
) -> tuple[Medicine, PrescriptionId]:
    """A prescription-only medicine on the shelf, and a ready prescription of one line of it."""
    medicine = add_medicine(shop, name, legal_class="keras")
    stock_up(shop, medicine, 50)
    return medicine, a_prescription(shop, "ready", [a_line(medicine, quantity, **facts)])


def of_line(medicine: Medicine, prescription_id: UUID, quantity: int, **more: Any) -> SaleItem:
    """So much of the first line of a prescription."""
    line_id = line_of(prescription_id).id
    return SaleItem(product_id=medicine.id, quantity=quantity, prescription_line_id=line_id, **more)


def sell_on(
    shop: Shop, *items: SaleItem, actor: Actor | None = None, **draft: Any
) -> CompletedSale:
    """A sale of these items by the owner, or another."""
    return complete_sale(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items, **draft),
    )
