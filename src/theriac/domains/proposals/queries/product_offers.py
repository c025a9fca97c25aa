"""What of one product a proposal may buy."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.proposals.models import ProposalLine, PurchaseProposal
from theriac.domains.proposals.snapshot import read_market
from theriac.domains.suppliers.queries import names_of_suppliers


@dataclass(frozen=True, slots=True)
class OptionView:
    """An offer that a product may be bought by; ``pack_cost`` is minor units with tax."""

    option_id: UUID
    supplier: str
    pack: str
    pack_cost: int


@dataclass(frozen=True, slots=True)
class ProductOffers:
    """What of a product a proposal may buy, and what it does."""

    product: str
    options: tuple[OptionView, ...]
    option_id: UUID | None
    packs: int | None


def product_offers(row: PurchaseProposal, product_id: UUID) -> ProductOffers | None:
    """Of a proposal that the reader was given; None for a product that it doesn't know."""
    market = read_market(row.market)
    product = market.inputs(0, None, {}).by_product.get(product_id)
    if product is None:
        return None
    lots = [market.lots[one.id] for one in product.options]
    suppliers = names_of_suppliers({one.option.supplier_id for one in lots})
    packs = pack_names([one.pack_id for one in lots])
    line = ProposalLine.objects.filter(proposal=row, product_id=product_id).first()
    return ProductOffers(
        product=product_names([product_id]).get(product_id, ""),
        options=tuple(
            OptionView(
                one.option.id,
                suppliers.get(one.option.supplier_id, ""),
                packs.get(one.pack_id, ""),
                one.option.pack_cost,
            )
            for one in lots
        ),
        option_id=line.option_id if line else None,
        packs=line.packs if line else None,
    )
