"""A supplier of the shop."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.support.shop import Medicine, Shop
from theriac.core import clock
from theriac.domains.offers.models import SupplierAlias
from theriac.domains.suppliers.commands.supplier import add_supplier
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.rules import ContactWritten, SupplierLicenceWritten, SupplierWritten


def a_supplier(shop: Shop, name: str = "PT Kimia Farma Trading", **facts: Any) -> SupplierId:
    """A wholesaler with a licence for a year and one person to call."""
    licence = SupplierLicenceWritten(
        kind="pbf", number="FP.01.04/IV/0123", valid_until=shop.today + timedelta(days=365)
    )
    given: dict[str, Any] = {
        "payment_days": 30,
        "lead_days": 2,
        "licences": [licence],
        "contacts": [ContactWritten(name="Wulandari", role="Sales", phone="0811 2233 4455")],
        **facts,
    }
    return add_supplier(actor=shop.owner, facts=SupplierWritten(name=name, **given))


def a_code(supplier_id: SupplierId, medicine: Medicine, code: str = "KF-7") -> SupplierAlias:
    """What the supplier calls a box, as a posting taught it."""
    return SupplierAlias.objects.create(
        supplier_id=supplier_id,
        kind="code",
        text=code,
        key=code,
        product_id=medicine.id,
        pack_id=medicine.packs[100],
        learnt_at=clock.now(),
    )
