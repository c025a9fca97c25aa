"""Pack levels of a product with their prices and barcodes."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.money import divide_half_up
from theriac.surfaces.operations.demo.plan.barcodes import BarcodeBook, gtin14
from theriac.surfaces.operations.demo.plan.chance import Chance
from theriac.surfaces.operations.demo.plan.settings import DemoCountry
from theriac.surfaces.operations.demo.plan.sources import DoseForm, PackLevels

SECOND_BARCODE_PERCENT = 9
OUTER_GTIN14_PERCENT = 55
BASE_PRICE_PERCENT = 45
LOOSE_PERCENT = 105
_OUTER = ("box", "carton")


@dataclass(frozen=True, slots=True)
class PackPlan:
    """One pack level. ``price`` is in minor units, None where a larger pack's ratio holds.

    ``earlier_price`` is what it cost before the product's price was changed, None if it wasn't.
    """

    level: int
    name: str
    factor: int
    sellable: bool
    price: int | None
    earlier_price: int | None
    barcodes: tuple[str, ...]


def shelf_factor(form: DoseForm, levels: PackLevels) -> int:
    """Base units of the pack that people usually ask for: strip, bottle, tube."""
    if not levels:
        return 1
    name, factor = levels[0]
    return 1 if form.base_sold and name in _OUTER else factor


def pack_plans(
    country: DemoCountry,
    form: DoseForm,
    levels: PackLevels,
    unit_price: int,
    book: BarcodeBook,
    chance: Chance,
    *,
    changed: bool,
) -> tuple[PackPlan, ...]:
    """The levels from the base unit up. ``unit_price`` is authored rupiah, for the smallest sold.

    A larger pack is cheaper by the unit; a loose tablet has a price of its own or takes the
    strip's ratio.
    """
    shelf = shelf_factor(form, levels)
    paid_units = shelf if form.base_sold else 1
    shelf_price = country.price(unit_price * paid_units)
    shelf_code = book.gtin13()
    packs = []
    for level, (name, factor) in enumerate(((form.base_unit, 1), *levels)):
        sellable = level > 0 or form.base_sold
        if factor == shelf:
            price: int | None = shelf_price
            codes: tuple[str, ...] = (shelf_code,)
        elif factor < shelf:
            price = _loose_price(country, shelf_price, shelf, chance) if sellable else None
            codes = ()
        else:
            price = _bulk_price(country, shelf_price, factor // shelf, chance)
            codes = (_outer_code(book, shelf_code, level, chance),)
        if codes and chance.percent(SECOND_BARCODE_PERCENT):
            codes = (*codes, book.gtin13())
        earlier = country.rounded(price * 94 // 100) if changed and price is not None else None
        packs.append(PackPlan(level, name, factor, sellable, price, earlier, codes))
    return tuple(packs)


def _loose_price(country: DemoCountry, shelf_price: int, shelf: int, chance: Chance) -> int | None:
    if country.mrp or not chance.percent(BASE_PRICE_PERCENT):
        return None
    dearer = country.rounded(divide_half_up(shelf_price * LOOSE_PERCENT, shelf * 100))
    return max(dearer, -(-shelf_price // shelf))


def _bulk_price(country: DemoCountry, shelf_price: int, count: int, chance: Chance) -> int:
    whole = shelf_price * count
    reduced = country.rounded(divide_half_up(whole * chance.between(91, 97), 100))
    return min(reduced, whole)


def _outer_code(book: BarcodeBook, shelf_code: str, level: int, chance: Chance) -> str:
    if chance.percent(OUTER_GTIN14_PERCENT):
        return gtin14(shelf_code, level)
    return book.gtin13()
