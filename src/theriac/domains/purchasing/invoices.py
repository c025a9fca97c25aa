"""Reads an invoice's table: its columns by their names, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _

from theriac.core.tables.cells import Cell, Row, text_of
from theriac.core.tables.dates import UnreadableDay, guess_order, read_day
from theriac.core.tables.heads import find_head, name_key
from theriac.core.tables.numbers import (
    STYLE_OF_COUNTRY,
    STYLES,
    UnreadableCell,
    guess_style,
    read_number,
)
from theriac.core.tables.reader import open_table
from theriac.domains.purchasing.commands.invoices import PrintedLine
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.purchasing.rules.facts import MOST_MONEY, MOST_PACKS

MOST_ROWS = 1000
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "kode", "kode barang", "sku", "barcode", "item code", "kode item"),
    "name": ("name", "nama", "nama barang", "product", "produk", "item", "description", "barang"),
    "unit": ("unit", "satuan", "pack", "kemasan", "uom"),
    "packs": ("quantity", "qty", "jumlah", "kuantitas", "jml", "banyak"),
    "bonus_packs": ("bonus", "free", "bonus qty", "qty bonus", "gratis"),
    "price": ("price", "harga", "harga satuan", "unit price", "hna", "rate"),
    "batch_number": ("batch", "bets", "no batch", "batch no", "lot", "nomor batch", "no bets"),
    "expires_on": ("expiry", "exp", "ed", "exp date", "kadaluarsa", "kedaluwarsa", "expired"),
}
_FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names}


class _Reader:
    """Reads one table whose columns are known."""

    def __init__(
        self, columns: dict[str, int], rows: Sequence[Row], exponent: int, country: str
    ) -> None:
        self.columns = columns
        self.exponent = exponent
        usual = STYLE_OF_COUNTRY.get(country, "1,234.56")
        self.style = STYLES[guess_style(self._column(rows, "price"), exponent, usual)]
        self.order = guess_order(self._column(rows, "expires_on"))

    def _column(self, rows: Sequence[Row], field: str) -> list[Cell]:
        return [self._cell(row, field) for row in rows]

    def _cell(self, row: Row, field: str) -> Cell:
        at = self.columns.get(field)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def line(self, row: Row) -> PrintedLine:
        """The row; what can't be read is named in its fault."""
        faults: list[str] = []

        def read(field: str, how: Callable[[Cell], int | date], words: str) -> int | date | None:
            cell = self._cell(row, field)
            if not text_of(cell).strip():
                return None
            try:
                return how(cell)
            except (UnreadableCell, UnreadableDay, ValueError):
                faults.append(words % {"text": text_of(cell)[:40]})
                return None

        packs = read("packs", self._count, _("The quantity “%(text)s” can't be read."))
        bonus = read("bonus_packs", self._count, _("The free goods “%(text)s” can’t be read."))
        price = read("price", self._money, _("The price “%(text)s” can't be read."))
        expiry = read(
            "expires_on",
            lambda cell: read_day(cell, self.order),
            _("The expiry date “%(text)s” can’t be read."),
        )
        return PrintedLine(
            row=row.number,
            code=self._text(row, "code", 60),
            name=self._text(row, "name", 200),
            unit=self._text(row, "unit", 40),
            packs=packs if isinstance(packs, int) else None,
            bonus_packs=bonus if isinstance(bonus, int) else 0,
            price=price if isinstance(price, int) else None,
            batch_number=self._text(row, "batch_number", 60),
            expires_on=expiry if isinstance(expiry, date) else None,
            fault=" ".join(faults)[:200],
        )

    def _text(self, row: Row, field: str, most: int) -> str:
        return text_of(self._cell(row, field)).replace("\0", "").strip()[:most]

    def _count(self, cell: Cell) -> int:
        count = read_number(cell, self.style)
        if count > MOST_PACKS:
            raise UnreadableCell("too_large")
        return count

    def _money(self, cell: Cell) -> int:
        amount = read_number(cell, self.style, self.exponent)
        if amount > MOST_MONEY:
            raise UnreadableCell("too_large")
        return amount


def read_invoice(file: BinaryIO | bytes, *, exponent: int, country: str) -> list[PrintedLine]:
    """The lines of the table, with ``exponent`` decimals in its money.

    Raises ReceiptRefused at ``file`` where no column is known, and what opening a table raises.
    """
    opened = open_table(BytesIO(file) if isinstance(file, bytes) else file)
    rows = list(opened.rows())[: MOST_ROWS + 20]
    head = find_head(rows[:20], lambda name: name in _FIELD_OF)
    columns: dict[str, int] = {}
    body: list[Row] = []
    for row in rows:
        if row.number == head:
            columns = _columns(row)
        elif row.number > head:
            body.append(row)
    if "packs" not in columns or not {"code", "name"} & set(columns):
        raise ReceiptRefused(
            _(
                "The table needs a header row with at least a quantity column, and a code or "
                "name column."
            ),
            field="file",
        )
    reader = _Reader(columns, body, exponent, country)
    return [reader.line(row) for row in body[:MOST_ROWS]]


def _columns(head: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(head.cells):
        with suppress(KeyError):
            found.setdefault(_FIELD_OF[name_key(text_of(cell))], at)
    return found
