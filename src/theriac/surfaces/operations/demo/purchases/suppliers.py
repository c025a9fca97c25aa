"""The demo's invented suppliers: one whose licence soon ends, one that is blocked; their offers."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.money import CURRENCIES
from theriac.countries.registry import profile_for
from theriac.domains.offers.commands.confirm import confirm_offer
from theriac.domains.offers.commands.enter import enter_offer
from theriac.domains.offers.commands.intake import take_offer_file
from theriac.domains.offers.rules.facts import OfferLineWritten, OfferNew
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.suppliers.commands.block import block_supplier
from theriac.domains.suppliers.commands.supplier import add_supplier
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.rules import ContactWritten, SupplierLicenceWritten, SupplierWritten
from theriac.surfaces.operations.demo.purchases.receipts import Goods

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
OFFERED_FROM, OFFERED, ON_PAPER = 90, 40, 18
"""Where in the plan the goods stand that are offered, how many, and how many on the PDF."""
FREIGHT_PACKS = 2
HEADINGS = ("KODE", "NAMA BARANG", "SATUAN", "HNA", "DISKON %", "BONUS", "STOK")


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


def add_offers(
    manager: Actor,
    branch_id: BranchId,
    goods: Sequence[Goods],
    suppliers: Sequence[tuple[SupplierId, str]],
    end: datetime,
    today: date,
) -> int:
    """Enter and confirm two suppliers' offers, and upload a third one's; tells how many."""
    chosen = goods[OFFERED_FROM : OFFERED_FROM + OFFERED]
    for number, (supplier_id, _name) in enumerate(suppliers[:2]):
        with clock.at(end - timedelta(days=3 - number)):
            lines = [
                offered_line(one, at, number)
                for at, one in enumerate(chosen)
                if (at + number) % 4 != 3
            ]
            price = max((line.price or 0 for line in lines), default=0)
            facts = OfferNew(
                supplier_id=supplier_id,
                number=f"PNW/{today.year}/{118 + 7 * number}",
                valid_until=today + timedelta(days=30 + 15 * number),
                freight=price * number // 4,
                freight_free_from=price * FREIGHT_PACKS * 10 if number else None,
                minimum_order=price * number,
                lines=tuple(lines),
            )
            offer_id = enter_offer(actor=manager, branch_id=branch_id, facts=facts)
            confirm_offer(actor=manager, branch_id=branch_id, offer_id=offer_id, version=1)
    with clock.at(end - timedelta(minutes=20)):
        paper = _paper_of(suppliers[2][1], goods[OFFERED_FROM : OFFERED_FROM + ON_PAPER], today)
        take_offer_file(
            actor=manager, branch_id=branch_id, file=io.BytesIO(paper), name="penawaran.pdf"
        )
    return 3


def _price(one: Goods, number: int) -> int:
    """What the supplier asks of a pack: some of what it is sold for, each its own."""
    part = 78 + (len(one[0].name) * 7 + number * 5) % 13
    return one[0].shelf_price * part // 100


def offered_line(one: Goods, at: int, number: int) -> OfferLineWritten:
    """What a supplier, the first or the second, asks for the goods in its list's line."""
    product, stocked = one
    has_bonus = (at + number) % 5 == 0
    return OfferLineWritten(
        product_id=stocked.product_id,
        pack_id=stocked.packs[product.shelf_factor],
        text=product.name.upper(),
        code=f"{'AB'[number]}{1000 + at}",
        price=_price(one, number),
        discount_ppm=25_000 * (at % 3),
        bonus_for=10 if has_bonus else 0,
        bonus_packs=1 if has_bonus else 0,
    )


def _paper_of(name: str, goods: Sequence[Goods], today: date) -> bytes:
    """An offer as a wholesaler sends it: a PDF with a ruled table."""
    scale = 10 ** CURRENCIES[pharmacy_currency()].exponent
    rows = [list(HEADINGS)]
    for at, one in enumerate(goods):
        amount = f"{_price(one, 2) // scale:,}".replace(",", ".")
        bonus, discount = ("10+1" if at % 6 == 0 else ""), ("2,5" if at % 4 == 1 else "")
        packs = {pack.factor: pack.name for pack in one[0].packs}
        unit = packs[one[0].shelf_factor].upper()
        rows.append([f"C{100 + at}", one[0].name.upper(), unit, amount, discount, bonus, "READY"])
    style = getSampleStyleSheet()
    table = Table(rows, repeatRows=1)
    lined = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTSIZE", (0, 0), (-1, -1), 7)]
    table.setStyle(TableStyle(lined))
    until = today + timedelta(days=21)
    head = f"No. SP/{today.year}/0231 - {today:%d-%m-%Y} - Berlaku s/d {until:%d-%m-%Y}"
    kept = io.BytesIO()
    SimpleDocTemplate(kept, pagesize=A4, title=name, invariant=1).build(
        [Paragraph(name, style["Title"]), Paragraph(head, style["Normal"]), Spacer(1, 12), table]
    )
    return kept.getvalue()
