"""What a sale would cost now, and whether it could be made; nothing is locked or written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.countries.base import CashPart
from theriac.countries.controlled.registers import ALL_REGISTERS
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.pricing.rules.sale import PricedSale, price_sale
from theriac.domains.sales.checkout.basket import BasketLine, Shelf, basket_of, left_of
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.checkout.grounds import refuse_ungrounded
from theriac.domains.sales.checkout.prescribers import with_prescribers
from theriac.domains.sales.checkout.recipients import refuse_unnamed
from theriac.domains.sales.controlled.hand_over import refuse_unfit_hand_over
from theriac.domains.sales.dispensing.ready import with_prescriptions
from theriac.domains.sales.duty.gate import attended
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.preparation import prepared, totals_of
from theriac.domains.sales.promotions.compared import with_promotions
from theriac.domains.sales.promotions.given import PromotionSaid, promoted, said_of
from theriac.domains.stock.queries.reservations import standing_reservations
from theriac.domains.stock.queries.sellable import ShelfBatch


@dataclass(frozen=True, slots=True)
class Quote:
    """The lines with the batches they would take, and the sums; ``cash_total`` if paid in cash.

    ``warnings`` are sentences about licences of prescribers that ended.
    """

    currency: str
    basket: Sequence[BasketLine]
    priced: PricedSale
    cash_total: int
    left: dict[UUID, int]
    warnings: Sequence[str] = ()
    said: Sequence[PromotionSaid] = ()
    """What each line would keep of its promotion."""


@query(permission=SELL)
def quote_sale(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, draft: SaleDraft
) -> Quote:
    """Quote the draft here and now; its tenders aren't asked. Raises what complete_sale raises."""
    known = prepared(branch_id, terminal_id, draft)
    place, _coupon = with_promotions(known.place, draft.coupon, draft.patient_id)
    draft = with_prescriptions(actor, branch_id, draft)
    shelf = _freed(known.shelf, branch_id, draft.reservation_ids)
    draft, warnings = with_prescribers(actor, draft, place.today)
    basket = promoted(basket_of(draft, known.products, Shelf(shelf), place), place)
    refuse_ungrounded(actor, place, draft, basket, ALL_REGISTERS)
    refuse_unnamed(actor, place, draft, basket)
    refuse_unfit_hand_over(place, draft, basket)
    attended(actor, place, basket)
    priced = totals_of(draft, basket, place)
    in_cash = price_sale(
        [line.to_price for line in basket],
        place.profile,
        place.tax_at(draft.place_of_supply),
        CashPart(other=0, multiple=place.point.cash_rounding),
    )
    left = left_of(shelf, basket)
    said = [said_of(line.promotion, place) for line in basket]
    return Quote(place.point.currency, basket, priced, in_cash.total, left, warnings, said)


def _freed(
    shelf: Mapping[UUID, Sequence[ShelfBatch]], branch_id: UUID, reservation_ids: Sequence[UUID]
) -> Mapping[UUID, Sequence[ShelfBatch]]:
    """The shelf where what these reservations hold is free."""
    if not reservation_ids:
        return shelf
    own: Counter[UUID] = Counter()
    for one in standing_reservations(branch_id, reservation_ids=reservation_ids):
        own.update(dict(one.batches))
    return {
        key: [replace(one, reserved=one.reserved - own[one.batch_id]) for one in batches]
        for key, batches in shelf.items()
    }
