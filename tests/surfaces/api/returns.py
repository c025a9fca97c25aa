"""Valid requests about returns to suppliers."""

from __future__ import annotations

from uuid import UUID

from tests.support.returns import a_return, aside
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.suppliers import the_supplier
from theriac.domains.purchasing.commands.returns.send import send_return
from theriac.domains.purchasing.models import SupplierReturn, SupplierReturnLine


def the_return(shop: Shop, state: str = "draft") -> UUID:
    """The first return in this state; made at first need."""
    found = SupplierReturn.objects.filter(state=state).order_by("id").first()
    if found is None:
        medicine = add_medicine(shop, f"Goes back {state}")
        batch = stock_up(shop, medicine, 20, cost_amount=9_000, cost_units=20)
        found = a_return(shop, the_supplier(shop), [aside(batch, 5)])
        if state == "sent":
            send_return(
                actor=shop.owner,
                branch_id=shop.branch_id,
                return_id=found.id,
                version=found.version,
            )
    made: UUID = found.id
    return made


def return_reads(shop: Shop) -> dict[str, str]:
    return {
        "listSupplierReturns": "/supplier-returns?state=draft",
        "getSupplierReturn": f"/supplier-returns/{the_return(shop)}",
    }


def return_writes(shop: Shop) -> dict[str, Asked]:
    draft = f"/supplier-returns/{the_return(shop)}"
    sent = f"/supplier-returns/{the_return(shop, 'sent')}"
    batch = SupplierReturnLine.objects.get(supplier_return_id=the_return(shop)).batch_id
    lines = [{"batch_id": str(batch), "quantity": 2, "why": "expired"}]
    begun = {
        "branch_id": str(shop.branch_id),
        "supplier_id": str(the_supplier(shop)),
        "lines": lines,
    }
    note = {"number": "CN-26-1", "credited_on": shop.today.isoformat(), "amount": 100}
    return {
        "beginSupplierReturn": Asked("POST", "/supplier-returns", begun),
        "writeSupplierReturnLines": Asked("PUT", f"{draft}/lines", {"lines": lines}, edits=draft),
        "discardSupplierReturn": Asked("POST", f"{draft}/discarding", edits=draft),
        "sendSupplierReturn": Asked("POST", f"{draft}/sending", edits=draft),
        "takeSupplierReturnBack": Asked(
            "POST", f"{sent}/taking-back", {"reason": "no room"}, edits=sent
        ),
        "enterSupplierCredit": Asked("POST", f"{sent}/credits", note, edits=sent),
        "settleSupplierReturn": Asked("POST", f"{sent}/settlement", {"reason": "fee"}, edits=sent),
    }
