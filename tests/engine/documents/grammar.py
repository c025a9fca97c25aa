"""A grammar of headings: what wholesalers and their programs compose from few words.

Half of what it makes is for tuning; the engine never saw the other half (``held_out``), which is
told apart by each heading's own checksum, so that new words fall into both.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import product
from zlib import crc32

from tests.engine.documents.layouts import Layout, draw_layout

CURRENCY = ("", " (Rp)", " Rp.")
RULES: Mapping[str, Sequence[Sequence[Sequence[str]]]] = {
    "ordinal": (
        (("No", "Nr", "No.", "Nomor"), ("", " Urut")),
        (("Sl", "Sr", "S"), (" No", ".No.")),
    ),
    "product": (
        (("Nama", "Nm"), (" Barang", " Brg", " Obat", " Produk", " Item"), ("", " / Sediaan")),
        (("Product", "Item", "Medicine", "Drug"), (" Name", " Description", "")),
        (("Description of ", "Name of "), ("Goods", "Product", "Medicine")),
    ),
    "code": (
        (("Kode", "Kd", "Kd.", "ID", "No"), (" Barang", " Brg", " Produk", " Obat", " Item")),
        (("Item", "Product", "Prod", "Material"), (" Code", " No", " ID")),
    ),
    "gtin": ((("Barcode", "GTIN", "EAN", "Kode Batang", "Barcode Produk", "EAN 13"),),),
    "manufacturer": (
        (("Pabrik", "Produsen", "Principal", "Prinsipal", "Mfg", "Manufacturer", "Company"),),
        (("Nama ",), ("Pabrik", "Produsen", "Principal", "Prinsipal")),
        (("Mfg", "Made", "Manufactured", "Mkt"), (" By",)),
    ),
    "pack": (
        (("Kemasan", "Kms", "Isi", "Ukuran"), ("", " Jual", " / Box", " Box")),
        (("Pack", "Packing", "Pkg"), ("", " Size", " Info")),
    ),
    "unit": ((("Satuan", "Sat", "Stn", "Unit"), ("", " Jual", " Beli", " Terkecil", " Besar")),),
    "batch": (
        (("No", "Nomor", "Kode"), (" Batch", " Bets", " Lot")),
        (("Batch", "Lot"), ("", " No")),
    ),
    "expires_on": (
        (("Tgl", "Tanggal", "Masa"), (" ED", " Exp", " Kadaluarsa", " Kedaluwarsa")),
        (("Exp", "Expiry", "Expired"), ("", " Date", " Dt", " (MM/YY)")),
    ),
    "price": (
        (("Harga", "Hrg", "Hrg."), ("", " Satuan", " Sat", " Jual", " Beli", " / Box"), CURRENCY),
        (("HNA", "Harga", "Hrg"), (" Belum PPN", " Excl. PPN", " Non PPN", " Sebelum PPN")),
        (("Harga", "Price", "Rate", "HNA"), (" Sebelum Disc", " Before Discount", " Bruto")),
        (("Unit ", "List ", "Trade ", "Basic ", "Gross "), ("Price", "Rate")),
        (("PTR", "PTS", "HNA", "HJA"), ("", " / Unit", " Satuan"), ("", " (Rp)")),
    ),
    "price_with_tax": (
        (
            ("HNA", "Harga", "Hrg", "HJA"),
            (" + PPN", "+PPN", " Incl. PPN", " Termasuk PPN", " Sudah PPN"),
        ),
        (("Price", "Rate", "PTR"), (" Incl GST", " + GST", " with Tax", " Including Tax")),
    ),
    "price_after_discount": (
        (("Harga", "Hrg", "HNA"), (" Netto", " Net", " Nett", " Bersih", " Akhir", " Promo")),
        (("Harga", "Hrg"), (" Setelah Disc", " Stlh Diskon", " Setelah Potongan", " - Disc")),
        (("Net ", "Nett ", "Special ", "Discounted ", "Deal "), ("Price", "Rate")),
        (("Price ", "Rate "), ("After Discount", "Less Disc")),
    ),
    "discount_percent": (
        (("Disc", "Disk", "Diskon", "Discount", "Pot", "Potongan", "Rabat"), ("", " %", " (%)")),
        (("% ", "Persen "), ("Disc", "Diskon", "Potongan")),
        (("Disc", "Diskon"), (" Faktur", " Reguler", " Tambahan", " Cash", " Barang")),
    ),
    "tax_percent": (
        (("PPN", "GST", "Tax", "VAT", "Pajak"), (" %", " (%)", " Rate")),
        (("% ",), ("PPN", "GST")),
    ),
    "quantity": (
        (
            ("Qty", "Jml", "Jumlah", "Kuantitas"),
            ("", " Barang", " Kirim", " Dikirim", " Pesan", " Order"),
        ),
        (("Qty", "Quantity"), (" Supplied", " Shipped", " Delivered", " Billed")),
    ),
    "amount": (
        (
            ("Total", "Jumlah", "Jml", "Subtotal", "Nilai"),
            (" Harga", " Rp", " (Rp)", " Netto", " Bruto"),
        ),
        (("Line ", "Net ", "Total ", "Gross "), ("Amount", "Value", "Amt")),
    ),
    "stock": (
        (
            ("Stok", "Stock", "Sisa", "Saldo"),
            ("", " Gudang", " Tersedia", " Akhir", " Barang", " Ready"),
        ),
        (("Available", "Ready", "Avl"), (" Stock", " Qty", " Stok")),
    ),
    "minimum": (
        (
            ("Min", "Min.", "Minimal", "Minimum"),
            (" Order", " Beli", " Pembelian", " Qty", " Pesan"),
        ),
        (("Order", "Pembelian", "Qty"), (" Minimum", " Minimal", " Min")),
    ),
    "bonus": (
        (("Bonus", "Bns", "Promo", "Program", "Skema"), ("", " Barang", " Qty")),
        (("Free", "Scheme"), ("", " Goods", " Qty")),
        (("Gratis", "Ekstra", "Extra", "Deal", "Offer"),),
    ),
    "mrp": (
        (("MRP", "HET"), ("", " (Rp)", " / Unit")),
        (("Harga ",), ("Eceran", "Jual Eceran", "Eceran Tertinggi")),
    ),
    "hsn": ((("HSN", "HSN/SAC"), ("", " Code")),),
    "note": ((("Ket", "Keterangan", "Remarks", "Catatan", "Golongan", "Kategori"),),),
}


def headings(field: str, *, held_out: bool) -> Sequence[str]:
    """What the grammar makes for a field, in this half of it."""
    made = {"".join(words) for rule in RULES[field] for words in product(*rule)}
    return [one for one in sorted(made) if bool(crc32(one.encode()) & 4) is held_out]


def _layout(rng: random.Random, kind: str, country: str, *, held_out: bool) -> Layout:
    made = {field: headings(field, held_out=held_out) for field in RULES}
    layout = draw_layout(rng, kind, country, made)
    as_shown = rng.choice((str, str.upper, str.title, str))
    shown = {field: as_shown(heading) for field, heading in layout.headings.items()}
    return Layout(
        **{**{name: getattr(layout, name) for name in Layout.__slots__}, "headings": shown}
    )


def composed_layout(rng: random.Random, kind: str, country: str) -> Layout:
    """A layout with headings of the half for tuning."""
    return _layout(rng, kind, country, held_out=False)


def composed_anew(rng: random.Random, kind: str, country: str) -> Layout:
    """A layout with headings of the half that is held out."""
    return _layout(rng, kind, country, held_out=True)
