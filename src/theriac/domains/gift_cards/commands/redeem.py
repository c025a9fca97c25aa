"""Paying with a card at a counter, before the sale comes; and giving it back where none came."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound, require_reason
from theriac.domains.books.accounts import Account
from theriac.domains.gift_cards.cards import GiftDocument, judged_card, pay
from theriac.domains.gift_cards.entries import (
    GiftEntryNew,
    known_card,
    locked_card,
    write_entry,
)
from theriac.domains.gift_cards.ids import GiftEntryId
from theriac.domains.gift_cards.models import GiftEntry
from theriac.domains.gift_cards.permissions import MANAGE_GIFT_CARDS, REDEEM_GIFT_CARDS
from theriac.domains.gift_cards.ports import is_sale
from theriac.domains.gift_cards.problems import GiftCardDiffers, GiftCardRefused
from theriac.domains.gift_cards.rules import MOST_MONEY
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

Kind = GiftEntry.Kind


@command(
    name="gift_cards.redeem",
    done=gettext_lazy("Paid with a gift card"),
    permission=REDEEM_GIFT_CARDS,
)
def redeem_gift_card(
    *, actor: Actor, branch_id: BranchId, code: str, amount: int, sale_id: UUID, payment_id: UUID
) -> GiftEntryId:
    """Take it off the card for a sale that its counter is about to make; the entry's id.

    The same payment again changes nothing. Raises GiftCardUnknown, GiftCardDiffers,
    GiftCardTooLittle, GiftCardRefused.
    """
    if not 1 <= amount <= MOST_MONEY:
        raise GiftCardRefused(_("Enter an amount above zero."), field="amount")
    locked = locked_card(code=code)  # two deliveries of one payment: the second sees the first
    before = GiftEntry.objects.filter(document_id=payment_id, kind=Kind.PAID).first()
    if before is not None:
        told = (locked.id if locked else None, sale_id, amount)
        if (before.card_id, before.sale_id, -before.amount) != told or _is_released(before.id):
            raise GiftCardDiffers(
                _("This payment was made with another card or amount. Start the payment again."),
                state="paid",
            )
        return GiftEntryId(before.id)
    if is_sale(sale_id):
        raise GiftCardRefused(
            _("This sale was already made. Start a new sale for this payment."), field="sale_id"
        )
    today = branch_date(branch_id)
    card = judged_card(code, amount, today)
    entry_id = current_unit().effect_id
    sale = GiftDocument(
        id=sale_id, branch_id=branch_id, number="", business_on=today, person_id=actor.id
    )
    pay(card, sale, amount, entry_id=entry_id, document_id=payment_id)
    return GiftEntryId(entry_id)


@command(
    name="gift_cards.release",
    done=gettext_lazy("Returned a payment without a sale to a gift card"),
    permission=MANAGE_GIFT_CARDS,
)
def release_payment(
    *, actor: Actor, branch_id: BranchId, gift_entry_id: GiftEntryId, reason: str
) -> GiftEntryId:
    """Give back what was paid for a sale that never came. Raises as ``undo_payment``."""
    return _undo(actor, branch_id, gift_entry_id, require_reason(reason)[:120])


@command(
    name="gift_cards.undo_payment",
    done=gettext_lazy("Undid a payment with a gift card"),
    permission=REDEEM_GIFT_CARDS,
)
def undo_payment(*, actor: Actor, branch_id: BranchId, gift_entry_id: GiftEntryId) -> GiftEntryId:
    """Give back at once what its own counter took, whose sale wasn't made.

    Raises NotFound for another's or another branch's, GiftCardDiffers once it is given back or its
    sale has come.
    """
    return _undo(actor, branch_id, gift_entry_id, "", by=actor.id)


def _undo(
    actor: Actor, branch_id: BranchId, entry_id: UUID, why: str, by: UUID | None = None
) -> GiftEntryId:
    rows = GiftEntry.objects.filter(id=entry_id, branch_id=branch_id, kind=Kind.PAID)
    first = (rows if by is None else rows.filter(person_id=by)).first()
    if first is None:
        raise NotFound(_("This payment doesn’t exist at this branch. Choose one from the card."))
    card = known_card(first.card_id)
    if _is_released(first.id):
        raise GiftCardDiffers(_("This payment was already returned to the card."), state="released")
    if first.sale_id is not None and is_sale(first.sale_id):
        raise GiftCardDiffers(
            _("The sale of this payment was received. Accept a return instead."), state="paid"
        )
    new = GiftEntryNew(
        id=current_unit().effect_id,
        branch_id=branch_id,
        kind=Kind.RELEASED,
        amount=-first.amount,
        booked_on=branch_date(branch_id),
        person_id=actor.id,
        more={"sale_id": first.sale_id, "answers_id": first.id, "note": why},
    )
    return GiftEntryId(write_entry(card, new, Account.CUSTOMER_CREDIT).id)


def _is_released(entry_id: UUID) -> bool:
    return bool(GiftEntry.objects.filter(answers_id=entry_id, kind=Kind.RELEASED).exists())
