"""The demo's invented suppliers: one whose licence soon ends, and one that is blocked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.countries.registry import profile_for
from theriac.domains.suppliers.commands.block import block_supplier
from theriac.domains.suppliers.commands.supplier import add_supplier
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.rules import ContactWritten, SupplierLicenceWritten, SupplierWritten

NAMES: Mapping[str, Sequence[str]] = {
    "id": ("PT Sentosa Farma Distribusi", "PT Nusa Medika Raya", "CV Bina Obat", "PT Lancar Abadi"),
    "in": (
        "Sahyadri Pharma Distributors",
        "Om Medical Agencies",
        "Deccan Drug House",
        "Asha Pharma",
    ),
    "generic": ("Northgate Wholesale", "Harbour Medical Supply", "Alder & Co", "Quick Pharma"),
}
PEOPLE: Mapping[str, tuple[str, str]] = {
    "id": ("Wulandari", "Penjualan"),
    "in": ("Meera Joshi", "Orders"),
    "generic": ("Kim Alder", "Orders"),
}
BLOCKED: Mapping[str, str] = {
    "id": "Izin PBF tidak diperpanjang",
    "in": "Licence not renewed",
    "generic": "Licence not renewed",
}
# Days to pay, days until goods come, and days until the licence ends.
TERMS = ((30, 1, 900), (21, 2, 40), (0, 3, 500), (14, 4, -25))


def add_suppliers(country: str, since: datetime, today: date) -> list[SupplierId]:
    """Add them as of ``since``; the last is to be blocked, and brings nothing."""
    added = []
    kind = profile_for(country).supplier_licences[0].code
    name, role = PEOPLE[country]
    with clock.at(since):
        for number, (title, terms) in enumerate(zip(NAMES[country], TERMS, strict=True)):
            licence = SupplierLicenceWritten(
                kind=kind,
                number=f"{7130 + 17 * number}/{today.year - 3}",
                valid_until=today + timedelta(days=terms[2]),
            )
            facts = SupplierWritten(
                name=title,
                payment_days=terms[0],
                lead_days=terms[1],
                contacts=(ContactWritten(name=name, role=role, phone=f"0000 555 0{number}"),),
                licences=(licence,),
            )
            added.append(add_supplier(actor=SYSTEM, facts=facts))
    return added


def block_last(supplier_ids: Sequence[SupplierId], country: str) -> None:
    """Block the one whose licence ended."""
    block_supplier(actor=SYSTEM, supplier_id=supplier_ids[-1], version=1, reason=BLOCKED[country])
