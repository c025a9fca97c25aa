"""Checking one row of opening stock; nothing of the database is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Facts
from dataclasses import dataclass, field
from datetime import date

from theriac.core.tables.cells import Row
from theriac.core.tables.heads import fold
from theriac.domains.catalog.imports.faults import RowFault
from theriac.domains.catalog.imports.mapping import Mapping
from theriac.domains.catalog.imports.products.lookup import ProductFinder, RowKey
from theriac.domains.catalog.imports.rowcells import CellReading, RowCells

COLUMNS = ("name", "code", "barcode", "quantity", "unit", "expiry", "branch", "cost")


@dataclass(slots=True)
class CheckedStock:
    """A row of opening stock. ``repeat`` counts earlier rows of the same goods in the file.

    ``branch`` is what the row says of it, turned by the mapping; None where the file doesn't say,
    "" where the branch is to be passed over. ``columns`` are the file's columns by field.
    """

    number: int
    key: RowKey
    shown: str
    quantity: int
    unit: str = ""
    batch: str = ""
    expires_on: date | None = None
    cost: int | None = None
    cost_for: int | None = None
    mrp: int | None = None
    mrp_for: int | None = None
    shelf: str = ""
    branch: str | None = None
    held: bool = False
    repeat: int = 0
    faults: list[RowFault] = field(default_factory=list)
    columns: Facts[str, str] = field(default_factory=dict)

    def fault(self, code: str, kind: str, content: str, **params: str | int) -> None:
        """Note a fault of the field ``code``."""
        self.faults.append(RowFault(self.columns.get(code, ""), content, kind, params))


class StockCheck:
    """Checks the rows of one file, in its order."""

    def __init__(self, mapping: Mapping, reading: CellReading, finder: ProductFinder) -> None:
        self._mapping = mapping
        self._reading = reading
        self._finder = finder
        self._goods: Counter[tuple[object, ...]] = Counter()
        self._columns = {
            code: reading.names[reading.places[code][0]] for code in COLUMNS if reading.has(code)
        }

    def check(self, row: Row) -> CheckedStock:
        """The row's content and faults."""
        cells = RowCells(self._reading, row)
        key = self._finder.key(cells)
        if key == RowKey() and not cells.faults:
            cells.fault("name", "name_empty")
        before = len(cells.faults)
        quantity = cells.whole("quantity")
        if quantity is None and len(cells.faults) == before:
            cells.fault("quantity", "quantity_empty")
        stock = CheckedStock(
            number=row.number,
            key=key,
            shown=cells.raw("name") or cells.raw("code") or cells.raw("barcode"),
            quantity=quantity or 0,
            unit=cells.text("unit"),
            batch=cells.text("batch"),
            expires_on=cells.day("expiry"),
            cost=cells.money("cost"),
            cost_for=self._units(cells, "cost_for"),
            mrp=cells.money("mrp"),
            mrp_for=self._units(cells, "mrp_for"),
            shelf=cells.text("shelf"),
            branch=self._branch(cells),
            held=bool(cells.flag("held")),
            columns=self._columns,
        )
        stock.faults = cells.faults
        goods = (stock.branch, key, fold(stock.batch), stock.expires_on)
        stock.repeat = self._goods[goods]
        self._goods[goods] += 1
        return stock

    def _branch(self, cells: RowCells) -> str | None:
        if not self._reading.has("branch"):
            return None
        written = cells.text("branch")
        said = self._mapping.value("branch", written)
        return written if said is None else said

    @staticmethod
    def _units(cells: RowCells, code: str) -> int | None:
        units = cells.whole(code)
        if units is not None and units < 1:
            cells.fault(code, "size_zero")
            return None
        return units
