"""What goods cost at a branch today, whether or not they are in stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.problems import NotFound
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.branches import get_branch_with_settings
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.pricing.problems import NoPrice
from theriac.domains.pricing.rules.lines import BatchUnits
from theriac.domains.pricing.rules.prices import UnitPrice, line_amount
from theriac.domains.pricing.rules.sale import LineToPrice, PricedSale, price_sale
from theriac.domains.quotations.drafts import QuotationItem
from theriac.domains.sales.checkout.basket import BasketLine, refuse_breaches
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.prices import ceilings_of, price_of, units_of
from theriac.domains.sales.problems import DiscountUnfit, ProductUnknown
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches
from theriac.domains.stock.rules.allocation import Rotation, order_candidates

NO_TERMINAL = TerminalId(UUID(int=0))


@dataclass(frozen=True, slots=True)
class PricedQuotation:
    """The place, the lines as they would be sold, and what they come to."""

    place: SaleContext
    basket: Sequence[BasketLine]
    priced: PricedSale


def place_at(branch_id: UUID) -> SaleContext:
    """The branch now, as a sale there would see it. Raises NotFound."""
    branch = get_branch_with_settings(branch_id)
    if branch is None:
        raise NotFound
    pharmacy, own = branch.pharmacy, branch.pharmacy.settings
    point = SellingPoint(
        terminal_id=NO_TERMINAL,
        terminal_code="",
        terminal_revoked=False,
        terminal_kind="",
        branch_id=BranchId(branch.id),
        branch_code=branch.code,
        branch_name=branch.name,
        time_zone=branch.time_zone,
        tax_state=branch.tax_state,
        tax_registered=branch.tax_registered,
        pharmacy_id=pharmacy.id,
        country=pharmacy.country,
        currency=pharmacy.currency,
        cash_rounding=own.cash_rounding,
        tax_rate_bp=own.tax_rate_bp,
        tax_inclusive=own.tax_inclusive,
        prescription_days=own.prescription_days,
    )
    moment = clock.now()
    today = moment.astimezone(ZoneInfo(branch.time_zone)).date()
    return SaleContext(point, profile_for(pharmacy.country), moment, today)


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
    goods = _first_sold(product, shelf.get(product.id, ()), place, quantity)
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


def _first_sold(
    product: ProductFact, batches: Sequence[ShelfBatch], place: SaleContext, quantity: int
) -> BatchUnits | None:
    """The batch that would be sold first; None where nothing is on the shelf."""
    by_id = {batch.batch_id: batch for batch in batches}
    ordered = order_candidates(
        [batch.candidate for batch in batches],
        today=place.today,
        min_days=0,
        largest_pack=product.largest_pack,
        rotation=Rotation(product.rotation),
    )
    first = next((by_id[UUID(str(one.id))] for one in ordered if one.id in by_id), None)
    return None if first is None else units_of(first, quantity)
