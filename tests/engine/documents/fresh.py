"""Headings written after the engine was mended on all others, and never tuned on.

What they show is reported by the bench as it is. Once a rule was made because of one of them, move
it to ``layouts.UNSEEN`` and write others.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from tests.engine.documents.layouts import Layout, draw_layout

FRESH: Mapping[str, Sequence[str]] = {
    "ordinal": ("Urutan", "Sl. No."),
    "product": ("Uraian Barang", "NAMA OBAT / ALKES", "Item Description", "Nama Item"),
    "code": ("ID Barang", "KODE OBAT", "Material No", "Prod. Code"),
    "manufacturer": ("Produsen / Principal", "Maker", "Mfg. By", "PBRK"),
    "pack": ("Bentuk Kemasan", "KMSN", "Pkg", "Isi / Box"),
    "unit": ("Satuan Terkecil", "UNT", "Unit Jual"),
    "batch": ("Kode Batch", "B. No.", "LOT NO"),
    "expires_on": ("Kedaluwarsa", "Exp Date", "Tanggal Kadaluarsa", "Best Before"),
    "price": ("Harga Pokok", "HJA", "List Price", "Harga Netto Apotek", "Hrg Sat"),
    "price_with_tax": ("Harga (Incl. PPN)", "HNA Plus PPN", "Price + VAT"),
    "price_after_discount": ("Harga Akhir", "Nett Price", "HNA - Disc"),
    "discount_percent": ("Rabat %", "Disc Faktur", "Off %", "Diskon Tambahan"),
    "tax_percent": ("% PPN", "VAT", "GST %age"),
    "quantity": ("Kwt", "Jumlah Barang", "Qty Dikirim", "Pcs"),
    "amount": ("Jml Rp", "Total (IDR)", "Value", "Harga Total"),
    "stock": ("Persediaan", "Qty Ready", "Stok Akhir", "In Stock"),
    "minimum": ("Order Minimum", "Min Beli"),
    "bonus": ("Bonus / Promo", "Ekstra", "Buy + Get"),
    "mrp": ("HET", "Harga Jual Eceran", "Retail Price"),
}


def fresh_layout(rng: random.Random, kind: str, country: str) -> Layout:
    """A layout with headings that no rule was made for."""
    return draw_layout(rng, kind, country, FRESH)
