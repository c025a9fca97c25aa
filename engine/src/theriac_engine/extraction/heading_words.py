"""What a heading means by its words, where the whole of it isn't known: rules, the first that fits.

A heading is made of a word for a thing (harga, qty, stok) and words that narrow it (netto, gudang,
incl. PPN); what narrows more stands first.
"""

from __future__ import annotations

import re

PRICE = r"harga|hrg|hna|price|rate|ptr|pts|hja"
TAX = r"ppn|gst|tax|pajak|vat|igst"
DISCOUNT = r"dis[ck]\w*|dsc|pot|potongan|rabatt?"
MONEY = r"rp|rs|inr|idr|amt|amount|nilai|value"
WITHOUT = r"excl?|excluding|belum|sebelum|non|tanpa|before|without|dpp"

_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("batch_and_expiry", (r"batch|lot|bets", r"ed|exp\w*|kad[ae]lu?w?arsa")),
    ("expires_on", (r"ed|e d|exp|expd?|expir\w*|k[ae]da?lu?w?arsa|best before|use before",)),
    ("expires_on", (r"berlaku|masa", r"obat|barang|produk")),
    ("batch", (r"batch|bets|lot|nobatch",)),
    ("mrp", (r"mrp|m r p|het|eceran|retail|max\w*|tertinggi",)),
    ("price", (PRICE, TAX, WITHOUT)),
    ("price_with_tax", (PRICE, TAX)),
    ("price_with_tax", (r"incl?|termasuk|with|\+", TAX)),
    (
        "price_after_discount",
        (rf"{PRICE}|hrg", r"net|nett|netto|promo\w*|khusus|special|offer|deal"),
    ),
    ("price_after_discount", (PRICE, r"stlh|stl|setelah|after|less", DISCOUNT)),
    ("minimum", (r"min|minim\w*|moq",)),
    ("bonus", (r"bonus|bns|free|gratis|scheme|skema|promo\w*|deal|foc",)),
    ("discount_amount", (DISCOUNT, MONEY)),
    ("discount_percent", (DISCOUNT,)),
    ("amount", (r"total|jumlah|jml|sub", r"harga|price|rp|rs|line|net\w*|amount|nilai|value|hrg")),
    ("amount", (r"amount|amt|subtotal|nilai|bruto|total|value",)),
    ("tax_amount", (TAX, MONEY)),
    ("tax_percent", (TAX,)),
    ("stock", (r"stok|stock|avail\w*|ready|tersedia|sisa|persediaan|on hand|saldo",)),
    ("price_after_discount", (r"net|nett|netto",)),
    ("price", (rf"{PRICE}|cost|tarif",)),
    ("quantity", (r"qty|quantity|quant|kts|kuantitas|kwantum|jml|jumlah|banyak\w*|kuantum",)),
    ("gtin", (r"gtin|barcode|ean|upc",)),
    ("hsn", (r"hsn|sac",)),
    ("code", (r"kode|kd|code|sku|plu|art|article",)),
    ("code", (r"item|produk|product|barang|brg|obat|material", r"no|nr|number|#")),
    (
        "manufacturer",
        (
            r"pabrik\w*|produsen|mfg|mfr|mfd|manuf\w*|princip\w*|prinsipal|company|maker|dibuat|"
            r"diproduksi|made",
        ),
    ),
    ("pack", (r"kemasan|kms|pack\w*|isi|ukuran|size|pkg",)),
    ("unit", (r"sat|satuan|stn|unit|uom|u m",)),
    ("content", (r"komposisi|kandungan|composition|generic|zat|salt|content\w*",)),
    (
        "note",
        (r"ket|keterangan|remarks?|notes?|catatan|gol\w*|kategori|category|kelas|lokasi|rak",),
    ),
    (
        "product",
        (
            r"nama|name|barang|brg|produk|product|item|obat|descr\w*|deskripsi|medicine|drug|goods|"
            r"particulars|sediaan|uraian|artikel|brand",
        ),
    ),
    ("valid_until", (r"berlaku|valid\w*|periode|period",)),
    ("ordinal", (r"no|nr|sl|sr|urut|ordinal",)),
)
RULES = tuple(
    (field, tuple(re.compile(rf"(?<![a-z+])(?:{words})(?![a-z])") for words in each))
    for field, each in _RULES
)
_APART = re.compile(r"[^a-z0-9+%#]+")


def by_words(text: str) -> str:
    """The field that the words of a heading mean, or "" where no rule fits."""
    plain = _APART.sub(" ", text.casefold()).strip()
    for field, patterns in RULES:
        if plain and all(pattern.search(plain) for pattern in patterns):
            return field
    return ""
