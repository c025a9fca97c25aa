"""The packs of one row, from whichever columns tell of them, as levels with whole factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from theriac.core.tables.heads import fold
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.imports.products.fields import MOST_LEVELS
from theriac.domains.catalog.imports.products.pack_texts import PackText, read_pack_text
from theriac.domains.catalog.imports.products.packs import LARGEST_FACTOR, PackReading, read_packs
from theriac.domains.catalog.imports.products.units import UnitKind, unit_in, unit_name, unit_word
from theriac.domains.catalog.imports.rowcells import RowCells
from theriac.domains.catalog.rules import unfit_factors

USUAL_UNIT = "piece"
_STRIPPED = frozenset({"tablet", "capsule", "caplet", "lozenge"})
_MOST_IN_STRIP = 30


@dataclass(slots=True)
class ToldPack:
    """A pack as a row tells it. ``named``: the name stands in the row; ``sold`` None: not said.

    ``loose`` barcodes are the row's own: they may open any pack of the product already.
    """

    factor: int
    name: str
    named: bool = False
    sold: bool | None = None
    barcodes: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    price: int | None = None


@dataclass(slots=True)
class Levels:
    """A row's packs by factor, the base unit's (factor 1) always among them.

    ``unit_told``: the base unit stands in the row or its label, and isn't a guess or a default.
    ``multiplied``: the size stands there as a text such as 10x10.
    ``price``, ``pack_price`` and ``codes`` are of the smallest pack that is sold and the largest
    one; which these are, ``settled`` tells.
    """

    base_unit: str
    unit_told: bool
    levels: dict[int, ToldPack] = field(default_factory=dict)
    multiplied: bool = False
    price: int | None = None
    pack_price: int | None = None
    codes: tuple[str, ...] = ()

    def at(self, factor: int, name: str = "") -> ToldPack:
        """The level of this factor, made where it isn't there."""
        return self.levels.setdefault(factor, ToldPack(factor, name))

    @property
    def ordered(self) -> list[ToldPack]:
        """The levels, smallest first."""
        return [self.levels[factor] for factor in sorted(self.levels)]

    def without(self, barcode: str) -> Levels:
        """The same packs without this barcode, however it is written."""
        gone = fold(barcode)

        def kept(codes: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(code for code in codes if fold(code) != gone)

        levels = {
            factor: replace(level, barcodes=kept(level.barcodes), loose=kept(level.loose))
            for factor, level in self.levels.items()
        }
        return replace(self, levels=levels, codes=kept(self.codes))

    def settled(self, packs: Mapping[int, bool]) -> list[ToldPack]:
        """The levels with price and barcodes in their places, smallest first.

        ``packs`` are the product's packs that are there: by factor whether each is sold. A row that
        names packs means its own largest, another the product's.
        """
        told = {factor: replace(level) for factor, level in self.levels.items()}
        sold = dict(packs)
        for factor, level in told.items():
            if level.sold is not None or factor not in sold:
                sold[factor] = level.sold is not False
        largest = max(told if len(told) > 1 else sold)
        smallest = min((factor for factor in sold if sold[factor]), default=max(sold))
        if self.price is not None:
            told.setdefault(smallest, ToldPack(smallest, "")).price = self.price
        if self.pack_price is not None:
            told.setdefault(largest, ToldPack(largest, "")).price = self.pack_price
        if self.codes:
            told.setdefault(largest, ToldPack(largest, "")).loose = self.codes
        return [told[factor] for factor in sorted(told)]


def read_levels(cells: RowCells, described: str, default_unit: str) -> Levels:
    """The row's packs; faults are noted. ``described`` is what else tells the unit: name, form."""
    label = _label(cells)
    inferred = unit_in(described)
    told = unit_name(cells.text("base_unit"))
    sized = read_pack_text(cells.raw("pack_size"))
    in_size = sized.unit if sized and cells.reading.packs else ""
    unit = told or (label.base_unit if label else "") or in_size or inferred
    in_label = bool(label and label.base_unit)
    levels = Levels(unit or unit_name(default_unit) or USUAL_UNIT, bool(told) or in_label)
    if cells.reading.has("pack_label") and label is None and cells.text("pack_label"):
        cells.fault("pack_label", "pack_unread", unit=levels.base_unit)
    levels.at(1, levels.base_unit)
    if label is not None:
        _take_label(levels, label, inferred)
    _take_size(cells, levels, sized)
    _take_numbered(cells, levels)
    if unfit_factors(list(levels.levels)):
        _fault_unfit(cells, levels)
        return Levels(levels.base_unit, levels.unit_told, {1: levels.levels[1]})
    _take_prices(cells, levels)
    return levels


def _label(cells: RowCells) -> PackReading | None:
    text = cells.text("pack_label")
    return read_packs(text) if text else None


def _take_label(levels: Levels, label: PackReading, inferred: str) -> None:
    if not label.base_sold:
        levels.at(1).sold = False
    for pack in label.levels:
        name = _better_name(pack.name, pack.factor, levels.base_unit, inferred)
        levels.at(pack.factor, name)


def _better_name(name: str, factor: int, unit: str, inferred: str) -> str:
    """A pack that the label only counts (10's, 30 g) is called by what such goods come in."""
    if name != "pack":
        return name
    if unit in _STRIPPED and factor <= _MOST_IN_STRIP:
        return "strip"
    found = unit_word(inferred)
    measured = unit in ("ml", "g")
    return inferred if measured and found and found.kind is UnitKind.CONTAINER else name


def _take_size(cells: RowCells, levels: Levels, sized: PackText | None) -> None:
    """The pack of a size: a number, or a text such as 10x10 where that was confirmed."""
    if sized is not None and not cells.reading.packs:
        cells.fault("pack_size", "pack_uncounted", units=sized.units)
        return
    size = cells.whole("pack_size") if sized is None else sized.units
    levels.multiplied = sized is not None
    name = unit_name(cells.text("pack_unit"))
    if size is None:
        return
    if not 1 <= size <= LARGEST_FACTOR:
        cells.fault("pack_size", "size_zero" if size < 1 else "too_large")
        return
    if size > 1:
        level = levels.at(size, name or "pack")
        if name:
            level.name, level.named = name, True


def _take_numbered(cells: RowCells, levels: Levels) -> None:
    """The levels that an export writes: base_price, pack1_name, pack2_size and so on."""
    if any(cells.reading.has(f"base_{part}") for part in ("barcode", "price", "sold")):
        _fill(cells, levels.at(1), "base")
    for number in range(1, MOST_LEVELS + 1):
        prefix = f"pack{number}"
        if not cells.reading.has(f"{prefix}_size"):
            continue
        size = cells.whole(f"{prefix}_size")
        if size is None:
            continue
        if not 1 < size <= LARGEST_FACTOR:
            cells.fault(f"{prefix}_size", "size_zero" if size < 2 else "too_large")
            continue
        name = cells.text(f"{prefix}_name")
        if not name:
            cells.fault(f"{prefix}_size", "pack_nameless")
            continue
        level = levels.at(size, name)
        level.name, level.named = name, True
        _fill(cells, level, prefix)


def _fill(cells: RowCells, level: ToldPack, prefix: str) -> None:
    level.barcodes += tuple(map(normalise_barcode, cells.codes(f"{prefix}_barcode")))
    price = _price(cells, f"{prefix}_price")
    level.price = level.price if price is None else price
    sold = cells.flag(f"{prefix}_sold")
    level.sold = level.sold if sold is None else sold


def _take_prices(cells: RowCells, levels: Levels) -> None:
    levels.price = _price(cells, "price")
    levels.pack_price = _price(cells, "pack_price")
    placed = {code for level in levels.levels.values() for code in level.barcodes}
    codes = map(normalise_barcode, cells.codes("barcode"))
    levels.codes = tuple(dict.fromkeys(code for code in codes if code not in placed))


def _price(cells: RowCells, code: str) -> int | None:
    """A price above 0; nothing is sold for 0 by an oversight of a list."""
    amount = cells.money(code) if cells.reading.has(code) else None
    if amount == 0:
        cells.fault(code, "price_zero")
        return None
    return amount


def _fault_unfit(cells: RowCells, levels: Levels) -> None:
    sizes = ", ".join(map(str, sorted(levels.levels)))
    code = "pack_size" if cells.reading.has("pack_size") else "pack_label"
    if not cells.reading.has(code):
        code = "pack1_size"
    cells.fault(code, "packs_unfit", sizes=sizes)
