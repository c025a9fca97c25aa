"""What goods cost at a branch today, whether or not they are in stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.pricing.problems import NoPrice
from theriac.domains.pricing.rules.prices import UnitPrice, line_amount
from theriac.domains.pricing.rules.sale import LineToPrice, PricedSale, price_sale
from theriac.domains.quotations.drafts import QuotationItem
from theriac.domains.sales.checkout.basket import BasketLine, refuse_breaches
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.prices import ceilings_of, first_sold, price_of
from theriac.domains.sales.problems import DiscountUnfit, ProductUnknown
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches


@dataclass(frozen=True, slots=True)
class PricedQuotation:
    """The place, the lines as they would be sold, and what they come to."""

    place: SaleContext
    basket: Sequence[BasketLine]
    priced: PricedSale


def priced_items(
    place: SaleContext, items: Sequence[QuotationItem], place_of_supply: str = ""
) -> PricedQuotation:
    """Each item at the price of what would be sold of it first, or of the list.

    Raises ProductUnknown, NoPrice, DiscountUnfit and PriceAboveCeiling naming the line.
    """
    wanted = list(dict.fromkeys(item.product_id for item in items))
    products = sale_facts(wanted)
    shelf = shelf_batches(place.point.branch_id, wanted, place.moment)
    basket = [
        _line(item, _product(item, products, position), place, shelf, position)
        for position, item in enumerate(items, start=1)
    ]
    lines = [line.to_price for line in basket]
    priced = price_sale(lines, place.profile, place.tax_at(place_of_supply))
    refuse_breaches(priced.breaches, basket, place)
    return PricedQuotation(place, basket, priced)


def _product(
    item: QuotationItem, products: Mapping[UUID, ProductFact], position: int
) -> ProductFact:
    product = products.get(item.product_id)
    if product is None or not product.sellable:
        raise ProductUnknown(
            _("Line %(position)s: this product isn’t in the catalogue or isn’t for sale.")
            % {"position": position},
            field=f"items.{position - 1}.product_id",
            product_id=item.product_id,
        )
    pack = product.packs.get(item.pack_id)
    if pack is None or not pack.sellable:
        raise ProductUnknown(
            _("%(product)s isn’t sold in this pack. Choose another pack.")
            % {"product": product.name},
            field=f"items.{position - 1}.pack_id",
        )
    return product


def _line(
    item: QuotationItem,
    product: ProductFact,
    place: SaleContext,
    shelf: Mapping[UUID, Sequence[ShelfBatch]],
    position: int,
) -> BasketLine:
    quantity = item.packs * product.packs[item.pack_id].factor
    goods = first_sold(product, shelf.get(product.id, ()), place, quantity)
    price: UnitPrice | None = price_of(product, item.pack_id, goods, place)
    if price is None:
        raise NoPrice.of(product.name, product_id=product.id)
    if item.discount > line_amount(price, quantity):
        raise DiscountUnfit(
            _("%(product)s: the discount is higher than the line total. Lower the discount.")
            % {"product": product.name},
            field=f"items.{position - 1}.discount",
            product_id=product.id,
        )
    return BasketLine(
        item=SaleItem(product_id=product.id, pack_id=item.pack_id, packs=item.packs),
        product=product,
        pack_id=item.pack_id,
        packs=item.packs,
        quantity=quantity,
        price=price,
        shares=(),
        to_price=LineToPrice(
            price=price,
            quantity=quantity,
            tax_class=product.tax_class,
            discount=item.discount,
            ceilings=ceilings_of(product, goods.mrp if goods else None, place.moment),
        ),
    )
