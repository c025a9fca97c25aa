"""The rows of a recall's file: a letter's list of products and lots as CSV or XLSX."""

from __future__ import annotations

from typing import BinaryIO

from django.utils.translation import gettext as _

from theriac.core.problems import Unprocessable
from theriac.core.tables.cells import text_of
from theriac.core.tables.heads import find_head, name_key
from theriac.core.tables.reader import open_table
from theriac.domains.recalls.rules import MOST_LINES, Sought

COLUMNS = {
    "code": {"gtin", "code", "barcode", "ean", "kode", "kode barang", "kode batang"},
    "name": {"name", "product", "product name", "nama", "produk", "nama produk", "nama obat",
             "product description", "name of drug", "name of the drug", "drug name", "nama sediaan",
             "name of drugs", "name of drugs medical device cosmetics", "name of product", "drug",
             "name of drug medical device cosmetics", "name of the product", "nama obat jadi",
             "brand name", "nama dagang"},
    "lot": {"lot", "batch", "batch number", "lot number", "bets", "nomor bets", "no bets",
            "nomor batch", "no batch", "batch no", "lot no", "code info", "batch nos", "lots",
            "batch numbers", "lot numbers", "batch lot no", "no lot", "nomor lot", "b no",
            "batch number s", "lot number s"},
    "more_lots": {"more code info"},
    "expires": {"expiry", "expiry date", "exp date", "date of expiry", "expiration date", "exp",
                "kedaluwarsa", "tanggal kedaluwarsa", "kadaluarsa", "tgl kedaluwarsa", "ed",
                "doe", "d o e", "expires", "tanggal kadaluarsa"},
    "reason": {"reason", "alasan", "keterangan", "problem", "reason for recall", "nsq result",
               "reason for failure", "alasan penarikan", "reason for nsq", "result", "temuan",
               "reasons for failure", "failure", "reason of failure", "kategori pelanggaran"},
    "reference": {"reference", "ref", "nomor surat", "recall number", "notice", "no surat",
                  "nomor surat perintah penarikan", "event id", "alert no"},
    "grade": {"classification", "kelas penarikan", "recall class"},
    "maker": {"manufactured by", "manufacturer", "recalling firm", "produsen", "pendaftar",
              "name of manufacturer", "mfg by", "industri farmasi", "pemilik izin edar",
              "nama industri farmasi", "name of the manufacturer", "manufacturer name"},
}  # fmt: skip
_KNOWN = {word: field for field, words in COLUMNS.items() for word in words}
_TOGETHER = {"batch no": "lot", "b no": "lot", "lot no": "lot", "nomor bets": "lot"}
"""Beginnings of long names of columns that hold several things, such as a batch and its expiry."""


def field_of(name: str) -> str | None:
    """What a column of this name holds: one of COLUMNS; None for another."""
    key = name_key(name)
    begun = (field for start, field in _TOGETHER.items() if key.startswith(f"{start} "))
    return _KNOWN.get(key) or next(begun, None)


def read_file(file: BinaryIO) -> list[Sought]:
    """The file's rows that name a product. The columns are found by their names.

    Raises TableRefused for what is no table, Unprocessable where no column names products.
    """
    rows = list(open_table(file).rows())
    head = find_head(rows, lambda name: name in _KNOWN)
    columns: dict[str, int] = {}
    for row in rows:
        if row.number == head:
            for place, cell in enumerate(row.cells):
                columns.setdefault(_KNOWN.get(name_key(text_of(cell)), ""), place)
    columns.pop("", None)
    if not {"code", "name"} & set(columns):
        raise Unprocessable(
            _(
                "The file has no column named “GTIN” or “product”. Name the columns in the "
                "first row."
            ),
            field="file",
        )
    found = []
    for row in rows:
        told = {
            field: text_of(row.cells[place]).strip() if place < len(row.cells) else ""
            for field, place in columns.items()
        }
        code, name = told.get("code", ""), told.get("name", "")
        if row.number > head and (code or name):
            found.append(Sought(row.number, code=code, name=name, lot=told.get("lot", "")))
    if len(found) > MOST_LINES:
        raise Unprocessable(
            _("The file has more than %(most)s lines. Split it.") % {"most": MOST_LINES},
            field="file",
        )
    return found
