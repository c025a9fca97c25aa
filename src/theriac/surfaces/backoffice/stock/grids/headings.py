"""How the columns of people's sheets are headed, in both languages; all in small letters."""

from __future__ import annotations

from collections.abc import Sequence

PRODUCT_HEADINGS: Sequence[str] = (
    "product",
    "item",
    "name",
    "barcode",
    "medicine",
    "produk",
    "barang",
    "obat",
    "nama",
    "nama barang",
    "nama obat",
    "nama produk",
    "kode barang",
)

QUANTITY_HEADINGS: Sequence[str] = (
    "quantity",
    "qty",
    "packs",
    "jumlah",
    "jml",
    "kuantitas",
    "banyak",
)

BATCH_HEADINGS: Sequence[str] = (
    "batch",
    "batch number",
    "batch no",
    "lot",
    "no batch",
    "nomor bets",
)

EXPIRY_HEADINGS: Sequence[str] = ("expiry", "expiry date", "exp", "exp date", "ed", "kedaluwarsa")

COST_HEADINGS: Sequence[str] = (
    "cost",
    "unit cost",
    "price",
    "unit price",
    "harga",
    "harga beli",
    "hna",
)
