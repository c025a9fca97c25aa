"""What products would cost with a promotion: one pack, and as many as it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.domains.catalog.queries.sale_facts import PackFact, ProductFact, sale_facts
from theriac.domains.pricing.rules.prices import line_amount
from theriac.domains.promotions.rules.best import LineToPromote, promoted_beside
from theriac.domains.promotions.rules.savings import PromotedGoods, PromotionTerms
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.prices import first_sold, price_of
from theriac.domains.sales.promotions.given import law_of
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches

MOST = 20
MOST_PACKS = 999
"""More packs of one product nobody buys to get a promotion."""


@dataclass(frozen=True, slots=True)
class PriceCompared:
    """What so many packs cost without the promotion and with it, in minor units."""

    packs: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class PromotionExample:
    """A product in the pack that is counted, else the smallest that is sold.

    ``enough``: the fewest packs of it that get the promotion by themselves; None where no number
    of them does.
    """

    product_id: UUID
    product: str
    pack: str
    one: PriceCompared
    enough: PriceCompared | None


@dataclass(frozen=True, slots=True)
class PromotionExamples:
    """Some of the products, and the whole set where it is one that can be priced."""

    products: Sequence[PromotionExample] = ()
    whole_set: PriceCompared | None = None


@dataclass(frozen=True, slots=True)
class _Goods:
    product: ProductFact
    pack: PackFact
    count: int


def examples_of(
    terms: PromotionTerms,
    others: Sequence[PromotionTerms],
    product_ids: Sequence[UUID],
    place: SaleContext,
) -> PromotionExamples:
    """The first of these products at today's prices; those without a price are left out.

    Two statements, and one more where a batch's own price is of today.
    """
    wanted = list(product_ids[:MOST])
    products = sale_facts(wanted)
    shelf = shelf_batches(place.point.branch_id, wanted, place.moment)
    named = {one.product_id: one for one in terms.goods}
    known = [
        goods
        for key in wanted
        if key in products and (goods := _goods(products[key], named.get(key))) is not None
    ]
    prices = _Prices(terms, others, shelf, place)
    told = [example for one in known if (example := prices.example(one)) is not None]
    is_set = terms.kind == "bundle" and len(known) == len(terms.goods)
    whole = prices.compared([(one, one.count) for one in known], 1) if is_set else None
    return PromotionExamples(told, whole)


def _goods(product: ProductFact, named: PromotedGoods | None) -> _Goods | None:
    """The product in the pack that the promotion counts, else in its smallest that is sold."""
    sold = sorted((one for one in product.packs.values() if one.sellable), key=_size)
    if not product.sellable or not sold:
        return None
    counted = [one for one in sold if named is not None and one.factor == named.units]
    return _Goods(product, (counted or sold)[0], named.count if named else 1)


def _size(pack: PackFact) -> int:
    return pack.factor


@dataclass(frozen=True, slots=True)
class _Prices:
    terms: PromotionTerms
    others: Sequence[PromotionTerms]
    shelf: Mapping[UUID, Sequence[ShelfBatch]]
    place: SaleContext

    def example(self, one: _Goods) -> PromotionExample | None:
        """The product's prices; None where it has none."""
        single = self.compared([(one, 1)], 1)
        if single is None:
            return None
        product, pack = one.product, one.pack
        return PromotionExample(product.id, product.name, pack.name, single, self._enough(one))

    def _enough(self, one: _Goods) -> PriceCompared | None:
        if self.terms.kind == "bundle":
            return None
        least = self.terms.buy + self.terms.free if self.terms.kind == "free" else 1
        line = self._line(one, least)
        if line is None or line.gross <= 0:
            return None
        packs = max(least, -(-self.terms.from_total * least // line.gross))
        if packs > MOST_PACKS:
            return None
        alone = self._line(one, packs)
        if alone is None or not promoted_beside([alone], self.terms, ())[0].is_given:
            return None
        return self.compared([(one, packs)], packs)

    def compared(self, wanted: Sequence[tuple[_Goods, int]], packs: int) -> PriceCompared | None:
        """So many packs of each together; None where one of them has no price."""
        lines = [self._line(one, count) for one, count in wanted]
        found = [line for line in lines if line is not None]
        if len(found) < len(lines):
            return None
        told = promoted_beside(found, self.terms, self.others)
        return PriceCompared(packs, sum(one.before for one in told), sum(one.after for one in told))

    def _line(self, one: _Goods, packs: int) -> LineToPromote | None:
        product, quantity = one.product, packs * one.pack.factor
        goods = first_sold(product, self.shelf.get(product.id, ()), self.place, quantity)
        price = price_of(product, one.pack.id, goods, self.place)
        if price is None:
            return None
        law = law_of(self.place.profile, product.legal_class)
        gross = line_amount(price, quantity)
        return LineToPromote(product.id, product.category_id, law, quantity, gross)
