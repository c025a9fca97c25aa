"""Checking one row of products: what it says, made whole, with every fault that it has.

Pure: nothing of the catalogue is asked here. What a row leaves empty stays as it is for a product
that is there, and takes the mapping's default for a new one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Facts
from dataclasses import dataclass, field

from theriac.core.tables.cells import Row
from theriac.core.tables.heads import fold
from theriac.countries.base import CountryProfile
from theriac.countries.gates import class_as_written
from theriac.domains.catalog.imports.faults import Consequence, RowFault
from theriac.domains.catalog.imports.mapping import TELL_CLASSES, Mapping
from theriac.domains.catalog.imports.products.levels import Levels, read_levels
from theriac.domains.catalog.imports.rowcells import CellReading, RowCells

PARTICULARS = (
    "name",
    "generic_name",
    "substance",
    "strength",
    "dose_form",
    "description",
    "storage",
    "hsn",
    "manufacturer",
    "category",
)
STATUSES = ("active", "blocked", "discontinued")
ROTATIONS = ("fefo", "fifo")
VED_CLASSES = ("vital", "essential", "desirable")
MAIN_COLUMNS = {
    "name": ("name",),
    "code": ("code",),
    "class": ("legal_class",),
    "barcode": ("barcode", "base_barcode", "pack1_barcode", "pack2_barcode"),
    "unit": ("base_unit", "pack_label"),
    "pack": ("pack_size", "pack_label", "pack1_size", "pack2_size"),
    "price": ("price", "pack_price", "base_price", "pack1_price", "pack2_price"),
}
"""For faults of the row as a whole: the fields whose column is named, the first that is there."""

_DESCRIBING = ("dose_form", "name", "generic_name", "substance")


@dataclass(frozen=True, slots=True)
class RowKey:
    """By what a row is known: a code, barcodes, or the digest of name, maker and strength."""

    code: str = ""
    barcodes: tuple[str, ...] = ()
    named: int = 0


@dataclass(slots=True)
class CheckedProduct:
    """A row that was checked. ``given`` holds the particulars that stand in the row.

    ``gone``: the row says whether the product is discontinued. ``columns``: the file's columns by
    the kinds of MAIN_COLUMNS.
    """

    number: int
    key: RowKey
    levels: Levels
    given: dict[str, str] = field(default_factory=dict)
    class_said: str = ""
    """The legal class of a new product where the row tells none, by its category or form."""
    code: str = ""
    ceiling: tuple[int, int] | None = None
    gone: bool | None = None
    faults: list[RowFault] = field(default_factory=list)
    columns: Facts[str, str] = field(default_factory=dict)

    def fault(self, kind: str, code: str, content: str, **params: str | int) -> None:
        """Note a fault that isn't of one cell alone; ``kind`` is one of MAIN_COLUMNS."""
        self.faults.append(RowFault(self.columns.get(kind, ""), content, code, params))

    def drop_barcode(self, code: str, content: str, **params: str | int) -> None:
        """Take the row without this barcode, and note why."""
        self.fault("barcode", code, content, **params)
        self.levels = self.levels.without(content)

    @property
    def left_out(self) -> bool:
        """Whether a fault keeps the row out."""
        return any(fault.consequence is Consequence.LEFT_OUT for fault in self.faults)

    @property
    def barcodes(self) -> Iterator[tuple[int | None, str]]:
        """Every barcode of the row with the factor of its pack; None for one of the row's own."""
        for level in self.levels.ordered:
            yield from ((level.factor, code) for code in level.barcodes)
        yield from ((None, code) for code in self.levels.codes)


@dataclass(frozen=True, slots=True)
class ProductCheck:
    """Checks the rows of one file; ``columns`` is ``main_columns`` of its reading."""

    mapping: Mapping
    reading: CellReading
    profile: CountryProfile
    columns: Facts[str, str]

    @property
    def key_parts(self) -> tuple[str, ...]:
        """Name, and maker and strength where the file has them."""
        return named_parts(self.reading)

    def check(self, row: Row) -> CheckedProduct:
        """The row's content and faults; faults stand in the order of the fields."""
        cells = RowCells(self.reading, row)
        if not cells.text("name") and not cells.faults:
            cells.fault("name", "name_empty")
        cells.faults = [fault for fault in cells.faults if fault.code == "name_empty"]
        given = {code: text for code in PARTICULARS if (text := cells.text(code))}
        code = cells.text("code")
        given |= self._choices(cells)
        described = " ".join(given.get(part, "") for part in _DESCRIBING[::-1])
        levels = read_levels(cells, described, self.mapping.defaults.get("base_unit", ""))
        product = CheckedProduct(
            number=row.number,
            key=self._key(code, given, levels),
            levels=levels,
            given=given,
            class_said=self._class_said(cells),
            code=code,
            ceiling=_ceiling(cells),
            gone=cells.flag("discontinued"),
            columns=self.columns,
        )
        product.faults = cells.faults
        return product

    def named_key(self, product: CheckedProduct) -> int:
        """The digest of the product's name, with maker and strength as far as the file has them."""
        return named_key([product.given.get(part, "") for part in self.key_parts])

    def _key(self, code: str, given: dict[str, str], levels: Levels) -> RowKey:
        if self.mapping.identity == "code" and code:
            return RowKey(code=fold(code))
        if self.mapping.identity == "barcode":
            codes = tuple(code for level in levels.ordered for code in level.barcodes)
            codes += levels.codes
            if codes:
                return RowKey(barcodes=codes)
        return RowKey(named=named_key([given.get(part, "") for part in self.key_parts]))

    def _choices(self, cells: RowCells) -> dict[str, str]:
        chosen = {
            "legal_class": self._legal_class(cells),
            "tax_class": self._tax_class(cells),
            "status": self._word(cells, "status", STATUSES),
            "rotation": self._word(cells, "rotation", ROTATIONS),
            "ved": self._word(cells, "ved", VED_CLASSES),
        }
        return {code: word for code, word in chosen.items() if word}

    def _legal_class(self, cells: RowCells) -> str:
        written = cells.text("legal_class")
        if not written:
            return ""
        said = self.mapping.value("legal_class", written)
        found = class_as_written(self.profile.legal_classes, said or written)
        if found is not None:
            return found.code
        usual = self._class_said(cells) or self.mapping.defaults.get("legal_class", "")
        if usual:
            cells.fault("legal_class", "class_unknown", value=written[:60], taken=usual)
        else:
            cells.fault("legal_class", "class_missing", value=written[:60])
        return ""

    def _class_said(self, cells: RowCells) -> str:
        """What a person said of the row's category, else of its form; "" where nothing."""
        told = (
            self.mapping.class_said(code, cells.raw(code))
            for code in TELL_CLASSES
            if code in cells.reading.places
        )
        return next(filter(None, told), "")

    def _tax_class(self, cells: RowCells) -> str:
        written = cells.text("tax_class")
        if not written:
            return ""
        said = self.mapping.value("tax_class", written) or written
        for known in self.profile.tax_classes:
            if fold(said) in (fold(known.code), fold(str(known.title))):
                return known.code
        usual = self.mapping.defaults.get("tax_class") or self.profile.tax_classes[0].code
        cells.fault("tax_class", "class_unknown", value=written[:60], taken=usual)
        return ""

    def _word(self, cells: RowCells, code: str, known: Sequence[str]) -> str:
        written = cells.text(code)
        said = fold(self.mapping.value(code, written) or written)
        if not written or said in known:
            return said if written else ""
        cells.fault(code, "choice_unknown", value=written[:60], known=", ".join(known))
        return ""


def main_columns(reading: CellReading) -> dict[str, str]:
    """The file's column for each kind of MAIN_COLUMNS that it has."""
    return {
        kind: reading.names[reading.places[code][0]]
        for kind, codes in MAIN_COLUMNS.items()
        for code in reversed(codes)
        if reading.has(code)
    }


def named_parts(reading: CellReading) -> tuple[str, ...]:
    """The particulars by which a row without a code is known, as far as the file has them."""
    return ("name", *(part for part in ("manufacturer", "strength") if reading.has(part)))


def named_key(parts: Sequence[str]) -> int:
    """A digest of the folded parts, as a whole number: small to keep for a whole catalogue."""
    text = "\x1f".join(fold(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=12).digest(), "big")


def _ceiling(cells: RowCells) -> tuple[int, int] | None:
    amount = cells.money("ceiling")
    units = cells.whole("ceiling_units")
    if amount is None:
        return None
    if units is not None and units < 1:
        cells.fault("ceiling_units", "size_zero")
        return None
    return amount, units or 1
