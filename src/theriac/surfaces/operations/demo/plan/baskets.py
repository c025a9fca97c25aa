"""What people take together: products by demand and season, packs, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.countries.registry import profile_for
from theriac.surfaces.operations.demo.plan.chance import Chance, Weights
from theriac.surfaces.operations.demo.plan.packs import PackPlan
from theriac.surfaces.operations.demo.plan.products import ProductPlan
from theriac.surfaces.operations.demo.plan.settings import DemoCountry

LINES = Weights((38, 27, 17, 10, 5, 3))
"""How many sales have one line, two, up to six."""
MEAN_LINES_PERCENT = 226
PRESCRIPTION_PERCENT = 30
EXCEPTION_PERCENT = 6

_TOGETHER = {
    "Cough and cold": ("Vitamins and minerals", "Mouth and throat", "Pain and fever"),
    "Pain and fever": ("Cough and cold", "Herbal and traditional"),
    "Diarrhoea": ("Nutrition", "Stomach"),
    "Blood pressure": ("Cholesterol", "Diabetes"),
    "Diabetes": ("Blood pressure", "Devices and consumables"),
    "Wounds and antiseptics": ("Dressings",),
    "Dressings": ("Wounds and antiseptics",),
    "Antibiotics": ("Pain and fever", "Hormones and steroids"),
}
_CHRONIC_PACKS = Weights((34, 24, 36, 0, 0, 6))
_ACUTE_PACKS = Weights((72, 20, 8))
_LOOSE_PERCENT = 15
_OUTER_PERCENT = 3
_CHEAP_RUPIAH = 1_500


@dataclass(frozen=True, slots=True)
class Classes:
    """The legal classes of a country as the sale sees them."""

    ground: frozenset[str]
    """Sold on a prescription or a named exception."""
    refused: frozenset[str]
    """Not sold before their register is kept."""
    named: frozenset[str]
    """Sold only where the patient is recorded."""


def classes_of(country: DemoCountry) -> Classes:
    """From the country's own profile."""
    profile = profile_for(country.code)
    classes = profile.legal_classes
    return Classes(
        ground=frozenset(
            one.code for one in classes if one.needs_prescription and not one.register
        ),
        refused=frozenset(one.code for one in classes if one.register),
        named=frozenset(rule.legal_class for rule in profile.recipients if rule.asked),
    )


class Assortment:
    """The products of one branch in one month, to draw from: free ones and those on a ground."""

    def __init__(
        self,
        country: DemoCountry,
        products: Sequence[ProductPlan],
        stocked: Sequence[int],
        classes: Classes,
        month: int,
    ) -> None:
        weights = {
            index: products[index].demand * country.season(products[index].season, month)
            for index in stocked
        }
        self.free = _Pool(
            products,
            weights,
            [i for i in stocked if products[i].legal_class not in classes.ground | classes.refused],
        )
        self.ground = _Pool(
            products, weights, [i for i in stocked if products[i].legal_class in classes.ground]
        )


class _Pool:
    """Products with weights; also by category, for what is bought together."""

    def __init__(
        self, products: Sequence[ProductPlan], weights: dict[int, int], members: list[int]
    ) -> None:
        self._all = members
        self._weights = Weights([weights[index] for index in members])
        by_category: dict[str, list[int]] = {}
        for index in members:
            by_category.setdefault(products[index].category, []).append(index)
        self._categories = {
            category: (indexes, Weights([weights[index] for index in indexes]))
            for category, indexes in by_category.items()
        }

    def draw(self, chance: Chance, after: str = "") -> int:
        """A product's index; at times of a category that goes with ``after``."""
        related = [name for name in _TOGETHER.get(after, ()) if name in self._categories]
        if related and chance.percent(40):
            indexes, weights = self._categories[chance.pick(related)]
            return indexes[weights.draw(chance)]
        return self._all[self._weights.draw(chance)]


def choose_pack(country: DemoCountry, product: ProductPlan, chance: Chance) -> tuple[PackPlan, int]:
    """Which pack a person asks for, and how many of it."""
    usual = next(pack for pack in product.packs if pack.factor == product.shelf_factor)
    base, largest = product.packs[0], product.packs[-1]
    draw = chance.below(100)
    if draw < _LOOSE_PERCENT and base.sellable and usual.factor > 1:
        return base, chance.between(2, usual.factor)
    if draw >= 100 - _OUTER_PERCENT and largest.factor <= 10 * usual.factor and largest != usual:
        return largest, 1
    if usual.factor == 1 and product.shelf_price <= country.price(_CHEAP_RUPIAH):
        return usual, chance.between(2, 10)
    weights = _CHRONIC_PACKS if product.chronic else _ACUTE_PACKS
    return usual, 1 + weights.draw(chance)


def mean_quantity(product: ProductPlan) -> int:
    """Base units of an average line, in thousandths; an estimate for buying."""
    packs = 2_300 if product.chronic else 1_350
    return product.shelf_factor * packs
