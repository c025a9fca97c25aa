"""What of a sale is paid by gift cards: taken off them with the sale, or before it by a counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from theriac.domains.gift_cards.cards import (
    GiftDocument,
    PaidByCards,
    demand_cards,
    refund_to_cards,
    settle_pushed,
)
from theriac.domains.gift_cards.rules import plain_code
from theriac.domains.pricing.rules.payments import PaymentMethod, SettledPayment
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.ledgers.ports import BorneNote
from theriac.domains.sales.models import DiscrepancyCase, Payment, Sale
from theriac.domains.sales.pushes.books import Disagreement


def demand_paying(draft: SaleDraft, payments: Sequence[SettledPayment], today: date) -> PaidByCards:
    """Lock the cards that are to pay and judge them; reads nothing where none is.

    Raises as ``demand_cards``.
    """
    parts = [
        (given.reference, paid.tendered)
        for given, paid in zip(draft.tenders[: len(payments)], payments, strict=True)
        if paid.method is PaymentMethod.GIFT_CARD
    ]
    return demand_cards(parts, today) if parts else PaidByCards()


def references_of(draft: SaleDraft, paying: PaidByCards) -> list[str]:
    """What payments keep of what was given: of a card's code the id of what it paid."""
    return [
        str(paying.entry_of.get(plain_code(one.reference), ""))
        if one.method is PaymentMethod.GIFT_CARD
        else one.reference
        for one in draft.tenders
    ]


def pay_by_cards(paying: PaidByCards, sale: Sale) -> int:
    """Take it off the cards with the rows of the sale; the minor units that they pay."""
    paying.write(_told(sale))
    return paying.amount


def paid_told(sale: Sale, payments: Sequence[Payment]) -> tuple[int, list[Disagreement]]:
    """What cards paid of a device's sale before it; a case for each payment that no card knows."""
    parts = [
        (one.reference, one.tendered - one.change)
        for one in payments
        if one.method == Payment.Method.GIFT_CARD
    ]
    if not parts:
        return 0, []
    known, found = settle_pushed(sale.id, parts)
    return known, [Disagreement(DiscrepancyCase.Kind.GIFT_CARD, facts=facts) for facts in found]


def refund_cards(note: BorneNote, amount: int) -> int:
    """Give what is refunded to gift cards back to those that paid; how much that was."""
    return refund_to_cards(_told(note), note.sale_id, amount) if amount else 0


def _told(document: Sale | BorneNote) -> GiftDocument:
    return GiftDocument(
        id=document.id,
        branch_id=document.branch_id,
        number=document.number,
        business_on=document.business_on,
        person_id=document.person_id,
    )
