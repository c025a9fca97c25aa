"""Offers of a supplier of the shop, written down through the commands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Medicine, Shop
from theriac.core.facts.records import given
from theriac.domains.offers.commands.confirm import confirm_offer
from theriac.domains.offers.commands.enter import enter_offer
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.models import Offer
from theriac.domains.offers.rules.facts import OfferLineWritten, OfferNew


def an_offered(medicine: Medicine, factor: int = 100, **facts: Any) -> OfferLineWritten:
    """A box of 100 at 40,000 without tax."""
    return given(
        OfferLineWritten,
        **{
            "product_id": medicine.id,
            "pack_id": medicine.packs[factor],
            "text": "PARACETAMOL 500MG TAB 100S",
            "price": 40_000,
            "tax_bp": 0,
            **facts,
        },
    )


def an_offer(
    shop: Shop, supplier_id: UUID | None, *lines: OfferLineWritten, **facts: Any
) -> OfferId:
    """A draft with these lines."""
    return enter_offer(
        actor=shop.owner,
        branch_id=shop.branch_id,
        facts=OfferNew(supplier_id=supplier_id, lines=lines, **facts),
    )


def confirmed(shop: Shop, offer_id: UUID, **more: Any) -> OfferId:
    """Confirm it as it stands."""
    version = Offer.objects.get(id=offer_id).version
    confirm_offer(
        actor=shop.owner, branch_id=shop.branch_id, offer_id=offer_id, version=version, **more
    )
    return OfferId(offer_id)


def a_price(shop: Shop, supplier_id: UUID, *lines: OfferLineWritten, **facts: Any) -> OfferId:
    """An offer that counts."""
    return confirmed(shop, an_offer(shop, supplier_id, *lines, **facts))
