"""The grammar of layouts: which columns, headings, formats and rulings a document has.

Headings of `KNOWN` were looked at while the engine was written. Those of `HELD_OUT` are used by the
held-out families alone, which it was not tuned on.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

KNOWN: Mapping[str, Sequence[str]] = {
    "ordinal": ("NO", "No.", "Sr No"),
    "product": (
        "NAMA BARANG",
        "NAMA BRG",
        "Nama Produk",
        "Product Name",
        "Particulars",
        "NAMA OBAT",
    ),
    "code": ("KODE", "KD BRG", "Kode Barang", "Item Code", "Code"),
    "manufacturer": ("PABRIK", "Principal", "Mfg", "PRODUSEN"),
    "pack": ("KEMASAN", "Isi", "Pack", "Packing", "KMS"),
    "unit": ("SAT", "Satuan", "Unit", "UOM"),
    "batch": ("BATCH", "No. Batch", "Batch No", "LOT"),
    "expires_on": ("ED", "EXP", "Exp. Date", "Expiry", "Tgl ED"),
    "price": ("HNA", "HARGA", "Harga Satuan", "Price", "Rate", "PTR"),
    "price_with_tax": ("HNA+PPN", "HNA + PPN", "Harga + PPN", "Rate incl GST"),
    "price_after_discount": ("NETTO", "Harga Netto", "Net Rate", "HRG NETTO"),
    "discount_percent": ("DISKON", "DISC %", "Disc", "Diskon (%)", "Discount"),
    "tax_percent": ("PPN %", "GST%", "Tax %"),
    "quantity": ("QTY", "JML", "Jumlah", "Quantity"),
    "amount": ("TOTAL", "Jumlah Harga", "Amount", "Sub Total"),
    "stock": ("STOK", "STOCK", "Sisa Stok", "Available"),
    "minimum": ("MIN", "Min. Order", "MOQ"),
    "bonus": ("BONUS", "PROGRAM", "Scheme", "Promo"),
    "mrp": ("MRP", "HET"),
}
HELD_OUT: Mapping[str, Sequence[str]] = {
    "ordinal": ("NO. URUT", "#"),
    "product": ("Nama Sediaan", "ITEM", "Description of Goods", "Deskripsi Barang", "MEDICINE"),
    "code": ("SKU", "Kode Item", "Art. No", "KODE PRODUK"),
    "manufacturer": ("Nama Pabrik", "MFR", "Company"),
    "pack": ("ISI KEMASAN", "Pack Size", "Ukuran Kemasan"),
    "unit": ("STN", "U/M", "Satuan Jual"),
    "batch": ("Nomor Batch", "Batch #", "BETS"),
    "expires_on": ("KADALUARSA", "Expired Date", "Exp Dt", "Masa Berlaku Obat"),
    "price": ("HARGA JUAL (RP)", "Unit Price", "Price to Retailer", "Harga/Satuan"),
    "price_with_tax": ("HNA INC. PPN", "Price Incl. Tax", "Harga termasuk PPN"),
    "price_after_discount": ("HARGA NETT", "Special Price", "Hrg. Stlh Disc"),
    "discount_percent": ("POTONGAN", "Trade Disc %", "DISK. (%)"),
    "tax_percent": ("PAJAK (%)", "VAT %"),
    "quantity": ("Banyaknya", "Qty Kirim", "Billed Qty"),
    "amount": ("Nilai (Rp)", "Line Total", "JML HARGA"),
    "stock": ("READY STOCK", "Stok Gudang", "Avail. Qty"),
    "minimum": ("MIN. PEMBELIAN", "Min Qty"),
    "bonus": ("Free Goods", "BONUS BARANG", "Deal"),
    "mrp": ("M.R.P.", "Harga Eceran"),
}
UNSEEN: Mapping[str, Sequence[str]] = {
    "ordinal": ("No", "S. No."),
    "product": (
        "NAMA & BENTUK SEDIAAN",
        "Nama Dagang Obat",
        "Product / Brand",
        "Item Name",
        "BARANG",
    ),
    "code": ("KODE SUPPLIER", "Kd. Produk", "Product Code", "Item #"),
    "manufacturer": ("Dibuat oleh", "Pabrik Pembuat", "Manufactured By", "PRINSIPAL"),
    "pack": ("Kemasan Jual", "Isi per Box", "Packaging", "Pack Details"),
    "unit": ("Satuan Besar", "SAT.", "Unit of Sale"),
    "batch": ("No Bets", "BATCH NUMBER", "Lot Number"),
    "expires_on": ("Tgl. Kadaluwarsa", "EXPIRED", "Exp. (MM/YY)", "Use Before"),
    "price": ("HNA (Rp)", "Harga Dasar", "Basic Rate", "Harga per Box", "Trade Price"),
    "price_with_tax": ("HNA + PPN 11%", "Harga Incl. PPN", "Rate with GST"),
    "price_after_discount": ("Harga Promo", "Net Price", "HNA Netto", "Harga setelah diskon"),
    "discount_percent": ("Disc. Reguler", "DISKON %", "Pot. (%)", "Cash Disc %"),
    "tax_percent": ("Tarif PPN", "GST Rate", "Tax"),
    "quantity": ("Jml Kirim", "QTY ORDER", "Qty Supplied", "Kuantitas"),
    "amount": ("Total Harga", "Jumlah (Rp)", "Net Amount", "Sub-total"),
    "stock": ("Stok Tersedia", "On Hand", "Sisa", "Available Stock"),
    "minimum": ("Min. Qty Order", "Minimal Pembelian"),
    "bonus": ("Program Bonus", "FREE", "Scheme Offer"),
    "mrp": ("HET (Rp)", "Max. Retail Price"),
}
"""Written when the engine was nearly done, to tell its accuracy on what nobody looked at."""
SHOWN: Mapping[str, Sequence[Sequence[str]]] = {
    "offer": (
        "product price".split(),
        "ordinal product pack price price_with_tax".split(),
        "code product unit price discount_percent price_after_discount stock".split(),
        "ordinal code product pack price price_with_tax discount_percent bonus stock".split(),
        "product manufacturer pack stock price minimum".split(),
        "code product pack price discount_percent price_with_tax expires_on stock".split(),
        "ordinal product expires_on stock price bonus".split(),
        "code product manufacturer unit price price_after_discount minimum bonus".split(),
        "ordinal product pack mrp price tax_percent bonus".split(),
    ),
    "delivery_invoice": (
        "ordinal code product batch expires_on quantity unit price discount_percent amount".split(),
        "product quantity price amount".split(),
        "ordinal product pack batch expires_on quantity price amount".split(),
        "quantity unit product batch expires_on price discount_percent amount".split(),
        "ordinal product batch expires_on mrp quantity bonus price discount_percent amount".split(),
    ),
}
THEIRS: Mapping[str, Sequence[Sequence[str]]] = {
    "offer": (
        "gtin code product manufacturer pack price price_with_tax stock".split(),
        "product pack mrp price discount_percent price_after_discount".split(),
        "ordinal product manufacturer price price_with_tax minimum note".split(),
        "code gtin product unit stock batch expires_on price".split(),
        "product price discount_percent price_after_discount tax_percent price_with_tax".split(),
        "code product price stock".split(),
        "ordinal code product stock unit price bonus".split(),
        "product manufacturer price_after_discount stock expires_on".split(),
        "ordinal product pack price_with_tax discount_percent stock".split(),
        "code product pack hsn mrp price price_after_discount tax_percent".split(),
    ),
    "delivery_invoice": (
        "ordinal product hsn pack batch expires_on mrp quantity bonus price discount_percent "
        "amount".split(),
        "ordinal code product quantity unit price discount_percent price_after_discount "
        "amount".split(),
        "gtin product batch expires_on quantity price tax_percent amount".split(),
        "code product quantity unit price discount_percent amount".split(),
        "product price quantity amount".split(),
        "ordinal product hsn quantity price unit discount_percent amount".split(),
        "ordinal code product manufacturer batch expires_on quantity price amount".split(),
    ),
}
"""What programs of others show."""
RIGHT = frozenset(
    "price price_with_tax price_after_discount amount quantity stock mrp discount_percent "
    "tax_percent minimum ordinal".split()
)
MONEY = frozenset("price price_with_tax price_after_discount amount mrp".split())
MONTHS = "JAN FEB MAR APR MEI JUN JUL AGU SEP OKT NOV DES".split()


@dataclass(frozen=True, slots=True)
class Layout:
    """How one document looks."""

    fields: tuple[str, ...]
    headings: Mapping[str, str]
    money: Callable[[str], str]
    expiry: Callable[[datetime.date], str]
    percent: Callable[[str], str]
    bonus: Callable[[str], str]
    font: str
    size: float
    paper: str
    ruling: str
    rotation: int
    wraps: bool
    repeats_header: bool
    has_groups: bool
    merges: bool
    has_totals: bool
    centres: bool
    padding: float


def draw_layout(
    rng: random.Random,
    kind: str,
    country: str,
    headings: Mapping[str, Sequence[str]] = KNOWN,
    shown: Mapping[str, Sequence[Sequence[str]]] = SHOWN,
) -> Layout:
    """One layout of the grammar."""
    fields = tuple(rng.choice(shown[kind]))
    return Layout(
        fields,
        {field: rng.choice(headings[field]) for field in fields},
        money_format(rng, country),
        rng.choice(EXPIRIES),
        rng.choice(PERCENTS),
        rng.choice(
            (
                str,
                lambda text: text.replace("+", " + "),
                lambda text: f"Beli {text.replace('+', ' gratis ')}",
            )
        ),
        rng.choice(("Helvetica", "Times-Roman", "Courier", "Helvetica")),
        rng.choice((6.5, 7, 8, 9)),
        rng.choice(("a4", "a4", "letter", "f4", "a4-landscape")),
        rng.choice(("grid", "grid", "level", "none", "none", "header", "boxes")),
        rng.choice((0, 0, 0, 0, 90, 270)),
        rng.random() < 0.3,
        rng.random() < 0.7,
        rng.random() < 0.3,
        rng.random() < 0.25,
        rng.random() < 0.5,
        rng.random() < 0.5,
        rng.choice((0.0, 1.5, 3.0, 5.0)),
    )


def money_format(rng: random.Random, country: str) -> Callable[[str], str]:
    """A way to write money: the country's groups, with or without decimals and currency."""
    prefix = rng.choice(("", "", "", "Rp ", "Rp") if country == "id" else ("", "", "Rs. "))
    decimals = rng.choice((0, 0, 2)) if country == "id" else 2
    mark = rng.choice((",", ",", ".")) if country == "id" else "."
    groups = rng.random() < (0.9 if country == "id" else 0.7)
    tail = ",-" if country == "id" and mark == "," and decimals == 0 and rng.random() < 0.2 else ""

    def write(value: str) -> str:
        whole, _, part = format(
            Decimal(value).quantize(Decimal(1).scaleb(-decimals)), "f"
        ).partition(".")
        grouped = (
            _grouped(whole, "." if mark == "," else ",", indian=country == "in")
            if groups
            else whole
        )
        return f"{prefix}{grouped}{mark + part if part else ''}{tail}"

    return write


def _grouped(whole: str, separator: str, *, indian: bool) -> str:
    head, tail = whole[:-3], whole[-3:]
    size = 2 if indian else 3
    parts = [tail]
    while head:
        parts.insert(0, head[-size:])
        head = head[:-size]
    return separator.join(parts)


EXPIRIES: Sequence[Callable[[datetime.date], str]] = (
    lambda on: f"{on:%m/%Y}",
    lambda on: f"{on:%m-%y}",
    lambda on: f"{on:%d/%m/%Y}",
    lambda on: f"{MONTHS[on.month - 1]}-{on:%y}",
    lambda on: f"{on:%d}-{MONTHS[on.month - 1]}-{on:%Y}",
    lambda on: on.isoformat(),
)
PERCENTS: Sequence[Callable[[str], str]] = (
    lambda text: f"{text}%",
    lambda text: text,
    lambda text: f"{text.replace('.', ',')}%",
    lambda text: f"{Decimal(text):.2f}",
)


def cell_text(layout: Layout, field: str, values: Mapping[str, str], number: int) -> str:
    """What stands in a cell."""
    if field == "ordinal":
        return str(number)
    value = values.get(field, "")
    if not value:
        return ""
    if field in MONEY:
        return layout.money(value)
    if field == "expires_on":
        return layout.expiry(datetime.date.fromisoformat(value))
    if field in ("discount_percent", "tax_percent"):
        return layout.percent(value)
    return layout.bonus(value) if field == "bonus" else value
