"""The demo's catalogue and what it receives, through the domains' commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from theriac.core.actor import SYSTEM, Actor
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_products
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.past_stock import open_past_stock
from theriac.surfaces.operations.demo.plan.products import ProductPlan
from theriac.surfaces.operations.demo.plan.shelves import ReceiptPlan

PRODUCTS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Stocked:
    """A product's id and its packs' ids by factor, in the plan's order."""

    product_id: UUID
    packs: dict[int, UUID]


def add_catalogue(products: Sequence[ProductPlan], since: datetime, today: date) -> list[Stocked]:
    """Enter the products with packs, barcodes, prices and ceilings that hold from ``since``.

    A price that changed later is entered with both, as it would have been announced.
    """
    ids: list[UUID] = []
    for start in range(0, len(products), PRODUCTS_AT_ONCE):
        some = [_new(product) for product in products[start : start + PRODUCTS_AT_ONCE]]
        ids += add_products(actor=SYSTEM, products=some, valid_from=since)
    facts: dict[UUID, ProductFact] = {}
    for start in range(0, len(ids), PRODUCTS_AT_ONCE):
        facts |= sale_facts(ids[start : start + PRODUCTS_AT_ONCE])
    catalogue = [
        Stocked(key, {pack.factor: pack.id for pack in facts[key].packs.values()}) for key in ids
    ]
    for product, stocked in zip(products, catalogue, strict=True):
        _change_prices(product, stocked, since, today)
    return catalogue


def _change_prices(product: ProductPlan, stocked: Stocked, since: datetime, today: date) -> None:
    if product.price_changed_days_ago is None:
        return
    on = today - timedelta(days=product.price_changed_days_ago)
    moment = since + timedelta(days=max(1, (on - since.date()).days))
    for pack in product.packs:
        if pack.price is not None and pack.price != pack.earlier_price:
            set_price(
                actor=SYSTEM,
                pack_id=stocked.packs[pack.factor],
                amount=pack.price,
                valid_from=moment,
            )


def open_stock(
    receipt: ReceiptPlan,
    person: Actor,
    branch_id: BranchId,
    catalogue: Sequence[Stocked],
    products: Sequence[ProductPlan],
) -> None:
    """Enter what lay on the shelves when the books began."""
    open_past_stock(
        actor=person,
        branch_id=branch_id,
        number=receipt.number,
        received_at=receipt.received_at,
        lines=[
            DeliveryLine(
                product_id=catalogue[batch.product].product_id,
                quantity=batch.quantity,
                batch_number=batch.number,
                expires_on=batch.expires_on,
                cost_amount=batch.cost_amount,
                cost_units=batch.cost_units,
                mrp_amount=batch.mrp_amount,
                mrp_units=batch.mrp_units,
                shelf=products[batch.product].shelf,
            )
            for batch in receipt.batches
        ],
    )


def _new(product: ProductPlan) -> NewProduct:
    ceiling = product.ceiling
    return NewProduct(
        name=product.name,
        base_unit=product.base_unit,
        legal_class=product.legal_class,
        packs=[
            NewPack(
                name=pack.name,
                factor=pack.factor,
                barcodes=pack.barcodes,
                price=pack.price if pack.earlier_price is None else pack.earlier_price,
                sellable=pack.sellable,
            )
            for pack in product.packs
        ],
        generic_name=product.generic_name,
        substance=product.substance,
        strength=product.strength,
        dose_form=product.dose_form,
        manufacturer=product.maker,
        category=product.category,
        storage=product.storage,
        tax_class=product.tax_class,
        external_code=f"DEMO-{product.key}",
        ceiling_amount=ceiling.amount if ceiling else None,
        ceiling_units=ceiling.units if ceiling else 1,
    )
