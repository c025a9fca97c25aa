"""About 2,500 products from the authored lists: generics and brands of invented makers."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt

from theriac.core.money import divide_half_up, share_out
from theriac.surfaces.operations.demo.plan.barcodes import BarcodeBook
from theriac.surfaces.operations.demo.plan.brands import brand_name
from theriac.surfaces.operations.demo.plan.chance import Chance
from theriac.surfaces.operations.demo.plan.packs import PackPlan, pack_plans, shelf_factor
from theriac.surfaces.operations.demo.plan.settings import DemoCountry
from theriac.surfaces.operations.demo.plan.sources import (
    Maker,
    Presentation,
    in_words_of,
    makers,
    presentations,
    size_in_words_of,
)

CEILING_PERCENT = 4
BRANDED_PERCENT = 64
PRICE_CHANGED_PERCENT = 4


@dataclass(frozen=True, slots=True)
class CeilingPlan:
    """A highest price by law: ``amount`` minor units for ``units`` base units."""

    amount: int
    units: int


@dataclass(frozen=True, slots=True)
class ProductPlan:
    """One product. ``demand`` is its weight among all; ``shelf_factor`` the usual pack's units."""

    key: str
    name: str
    generic_name: str
    substance: str
    strength: str
    dose_form: str
    maker: str
    category: str
    legal_class: str
    storage: str
    tax_class: str
    base_unit: str
    packs: tuple[PackPlan, ...]
    shelf_factor: int
    ceiling: CeilingPlan | None
    price_changed_days_ago: int | None
    shelf: str
    demand: int
    season: str
    chronic: bool
    is_medicine: bool

    @property
    def shelf_price(self) -> int:
        """The price of the usual pack in minor units."""
        return next(
            pack.price
            for pack in self.packs
            if pack.factor == self.shelf_factor and pack.price is not None
        )

    @property
    def largest_factor(self) -> int:
        """Base units of the largest pack."""
        return self.packs[-1].factor


def plan_products(country: DemoCountry, count: int, seed: str) -> tuple[ProductPlan, ...]:
    """``count`` products, the same for the same country, count and seed."""
    book = BarcodeBook(country.barcode_prefix)
    products: list[ProductPlan] = []
    for presentation, versions in _versions(count):
        chosen = _makers(country, presentation, seed)
        for rank in range(versions):
            chance = Chance(seed, "product", len(products))
            maker = chosen[rank % len(chosen)]
            number = len(products) + 1
            products.append(_product(country, presentation, maker, rank, number, book, chance))
    return tuple(products)


def _versions(count: int) -> list[tuple[Presentation, int]]:
    """How many makers' products each presentation has, more for what is asked for more."""
    every = presentations()
    if count < len(every):
        by_demand = sorted(every, key=lambda one: -one.demand)
        return [(by_demand[index * len(every) // count], 1) for index in range(count)]
    extra = share_out(count - len(every), [isqrt(one.demand * 100) for one in every])
    return [(one, 1 + more) for one, more in zip(every, extra, strict=True)]


def _makers(country: DemoCountry, presentation: Presentation, seed: str) -> list[Maker]:
    """The makers in the order in which they have the substance: brands span its strengths."""
    order = list(makers(country.code))
    Chance(seed, "makers", presentation.substance).shuffle(order)
    return order


def _product(
    country: DemoCountry,
    presentation: Presentation,
    maker: Maker,
    rank: int,
    number: int,
    book: BarcodeBook,
    chance: Chance,
) -> ProductPlan:
    branded = presentation.is_medicine and rank > 0 and _is_branded(maker, presentation)
    form = presentation.form
    structures = presentation.packs_for(country.code)
    levels = structures[rank % len(structures)]
    shelf = shelf_factor(form, levels)
    price = divide_half_up(presentation.price * _price_level(chance, branded=branded), 100)
    changed = chance.between(30, 240) if chance.percent(PRICE_CHANGED_PERCENT) else None
    packs = pack_plans(country, form, levels, price, book, chance, changed=changed is not None)
    return ProductPlan(
        key=f"P{number:04d}",
        name=_name(country.code, presentation, maker, branded=branded),
        generic_name=_generic_name(country, presentation),
        substance=presentation.substance,
        strength=_strength(country.code, presentation),
        dose_form=form.name,
        maker=maker.name,
        category=in_words_of(country.code, presentation.category),
        legal_class=presentation.classes.get(country.code, country.other_goods_class),
        storage=presentation.storage,
        tax_class=country.tax_classes.get(presentation.category, "standard"),
        base_unit=form.base_unit,
        packs=packs,
        shelf_factor=shelf,
        ceiling=_ceiling(country, presentation, packs, shelf, chance),
        price_changed_days_ago=changed,
        shelf=_place(presentation, number),
        demand=max(1, presentation.demand * chance.between(40, 160) // (10 * (rank + 1))),
        season=presentation.season,
        chronic=presentation.chronic,
        is_medicine=presentation.is_medicine,
    )


def _is_branded(maker: Maker, presentation: Presentation) -> bool:
    """One maker sells a substance either under its generic name or under one brand."""
    if maker.sells_generics:
        return False
    return Chance("brand", maker.name, presentation.substance).percent(BRANDED_PERCENT)


def _price_level(chance: Chance, *, branded: bool) -> int:
    return chance.between(150, 340) if branded else chance.between(88, 118)


def _name(country: str, presentation: Presentation, maker: Maker, *, branded: bool) -> str:
    strength = _strength(country, presentation)
    if not presentation.is_medicine and presentation.category != "Vitamins and minerals":
        thing = in_words_of(country, presentation.substance)
        words = (maker.name.split()[0], thing[0].lower() + thing[1:], strength)
        return " ".join(word for word in words if word)
    name = brand_name(presentation.substance, maker) if branded else presentation.substance
    words = (name, strength, in_words_of(country, presentation.form.name))
    return " ".join(word for word in words if word)


def _strength(country: str, presentation: Presentation) -> str:
    """A medicine's strength as it stands; a size of other goods in the country's words."""
    if presentation.is_medicine:
        return presentation.strength
    return size_in_words_of(country, presentation.strength)


def _generic_name(country: DemoCountry, presentation: Presentation) -> str:
    if presentation.is_medicine:
        return presentation.local_name if country.code == "id" else presentation.substance
    return in_words_of(country.code, presentation.substance)


def _ceiling(
    country: DemoCountry,
    presentation: Presentation,
    packs: tuple[PackPlan, ...],
    shelf: int,
    chance: Chance,
) -> CeilingPlan | None:
    """A few medicines have a legal ceiling, at or above every price of theirs."""
    if not (country.ceilings and presentation.is_medicine and chance.percent(CEILING_PERCENT)):
        return None
    dearest = max(-(-pack.price * shelf // pack.factor) for pack in packs if pack.price is not None)
    return CeilingPlan(divide_half_up(dearest * chance.between(100, 118), 100), shelf)


def _place(presentation: Presentation, number: int) -> str:
    """The shelf: the fridge, or a letter by category and a number."""
    if presentation.storage == "fridge":
        return f"R-{number % 6 + 1:02d}"
    letter = "ABCDEFGH"[sum(map(ord, presentation.category)) % 8]
    return f"{letter}-{number % 18 + 1:02d}"
