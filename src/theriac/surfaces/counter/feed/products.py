"""Products with packs, codes, dated prices and ceilings, as the feed sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.catalog.particulars import country_profile
from theriac.domains.catalog.queries.prices.dated import (
    dated_ceilings,
    dated_prices,
    prices_to_keep,
)
from theriac.domains.catalog.queries.products import PackDetail, ProductDetail, product_details
from theriac.domains.catalog.queries.sale_facts import CeilingFact, PriceFact
from theriac.domains.catalog.queries.search import search_ranks
from theriac.domains.clinical.basket import amount_in
from theriac.surfaces.counter.wire.feed import (
    CeilingOut,
    PackOut,
    PriceOut,
    ProductOut,
)


def products_out(actor: Actor, branch_id: UUID, product_ids: Sequence[UUID]) -> list[ProductOut]:
    """The products in the order of their ids; unknown ids are left out."""
    prices = dated_prices(actor=actor, product_ids=product_ids, at_branch=branch_id)
    ceilings = dated_ceilings(actor=actor, product_ids=product_ids)
    usual, now = usual_goods_codes(), clock.now()
    ranks = search_ranks(actor=actor, branch_id=branch_id, product_ids=product_ids)
    return [
        _product(
            detail,
            [
                _price(pack.id, row)
                for pack in detail.packs
                for row in prices_to_keep(prices.get(pack.id, ()), now)
            ],
            ceilings.get(detail.id, ()),
            usual,
            ranks.get(detail.id, (0, 0)),
        )
        for detail in product_details(actor=actor, product_ids=product_ids, priced=False)
    ]


def usual_goods_codes() -> Mapping[str, str]:
    """What stands on a receipt for products without a code of goods of their own, by tax class."""
    profile = country_profile()
    return {known.code: known.goods_code for known in profile.tax_classes} if profile else {}


def _product(
    detail: ProductDetail,
    prices: list[PriceOut],
    ceilings: Sequence[CeilingFact],
    usual: Mapping[str, str],
    rank: tuple[int, int],
) -> ProductOut:
    standing, popularity = rank
    return ProductOut(
        id=detail.id,
        name=detail.name,
        generic_name=detail.generic_name,
        substance=detail.substance,
        strength=detail.strength,
        dose_form=detail.dose_form,
        generic_id=detail.generic_id,
        ingredients=list(detail.ingredients),
        contents=[substance_key(name) for name in detail.ingredients],
        amounts=[str(amount_in(strength, detail.base_unit) or "") for strength in detail.strengths],
        atc=detail.atc,
        generic_form=detail.generic_form,
        manufacturer=detail.manufacturer,
        category=detail.category,
        legal_class=detail.legal_class,
        tax_class=detail.tax_class,
        hsn=detail.hsn or usual.get(detail.tax_class, ""),
        base_unit=detail.base_unit,
        rotation=detail.rotation,
        is_service=detail.is_service,
        status=detail.status,
        standing=standing,
        popularity=popularity,
        version=detail.version,
        packs=[_pack(pack) for pack in detail.packs],
        prices=prices,
        ceilings=[
            CeilingOut(amount=row.amount, units=row.units, valid_from=row.valid_from)
            for row in ceilings
        ],
    )


def _pack(pack: PackDetail) -> PackOut:
    return PackOut(
        id=pack.id,
        level=pack.level,
        name=pack.name,
        factor=pack.factor,
        sellable=pack.sellable,
        codes=list(pack.barcodes),
    )


def _price(pack_id: UUID, row: PriceFact) -> PriceOut:
    return PriceOut(
        pack_id=pack_id, branch_id=row.branch_id, amount=row.amount, valid_from=row.valid_from
    )
