"""What sales and returns do to gift cards, in their own transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext as _

from theriac.core.formatting import format_money
from theriac.core.ids import new_id, parse_id
from theriac.core.money import Money
from theriac.domains.books.accounts import Account
from theriac.domains.gift_cards.entries import (
    GiftEntryNew,
    LockedCard,
    locked_card,
    write_entry,
)
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.problems import (
    GiftCardDiffers,
    GiftCardTooLittle,
    GiftCardUnknown,
)
from theriac.domains.gift_cards.rules import plain_code
from theriac.domains.organisation.queries.branches import pharmacy_country, pharmacy_currency

Kind = GiftEntry.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftDocument:
    """A sale, or a credit note, as far as cards pay it or are refunded by it."""

    id: UUID
    branch_id: UUID
    number: str
    business_on: date
    person_id: UUID


@dataclass(frozen=True, slots=True)
class PaidByCards:
    """Cards that are locked for a sale, what each is to pay, and under which entry."""

    parts: Sequence[tuple[LockedCard, int, UUID]] = ()
    entry_of: Mapping[str, UUID] = field(default_factory=dict)

    @property
    def amount(self) -> int:
        """What they pay together."""
        return sum(amount for _card, amount, _entry in self.parts)

    def write(self, sale: GiftDocument) -> None:
        """Take it off the cards, with the rows of the sale."""
        for card, amount, entry_id in self.parts:
            pay(card, sale, amount, entry_id=entry_id, document_id=sale.id, at_end=True)


def demand_cards(tenders: Sequence[tuple[str, int]], today: date) -> PaidByCards:
    """Lock the cards of these codes, and judge what each is to pay; nothing where none is named.

    Raises GiftCardUnknown, GiftCardDiffers, GiftCardTooLittle.
    """
    sums: dict[str, int] = {}
    for code, amount in tenders:
        key = plain_code(code)
        sums[key] = sums.get(key, 0) + amount
    found = [
        (code, judged_card(code, sums[code], today), sums[code], new_id()) for code in sorted(sums)
    ]
    return PaidByCards(
        [(card, amount, entry_id) for _code, card, amount, entry_id in found],
        {code: entry_id for code, _card, _amount, entry_id in found},
    )


def judged_card(code: str, amount: int, today: date) -> LockedCard:
    """The card of a code, locked, which can pay an amount today. Raises as ``demand_cards``."""
    card = locked_card(code=code)
    if card is None:
        raise GiftCardUnknown(
            _("No gift card has this code. Check it, or choose another payment."),
            field="payments",
        )
    if card.state == GiftCard.State.CANCELLED:
        raise GiftCardDiffers(
            _("This gift card is cancelled. Choose another payment."),
            state=card.state,
            field="payments",
        )
    if card.state != GiftCard.State.ACTIVE:
        raise GiftCardDiffers(
            _("This gift card is blocked. Choose another payment, or ask a manager."),
            state=card.state,
            field="payments",
        )
    if card.expires_on is not None and card.expires_on < today:
        raise GiftCardDiffers(
            _("This gift card has expired. Choose another payment."),
            state="expired",
            field="payments",
        )
    if amount > card.balance:
        held = format_money(Money(card.balance, pharmacy_currency()), pharmacy_country())
        raise GiftCardTooLittle(
            _("The gift card has %(amount)s left. Enter at most this amount.") % {"amount": held},
            balance=card.balance,
            field="payments",
        )
    return card


def pay(
    card: LockedCard,
    sale: GiftDocument,
    amount: int,
    *,
    entry_id: UUID,
    document_id: UUID,
    at_end: bool = False,
) -> None:
    """Take it off the card for a sale, which takes it from what is owed to customers."""
    new = GiftEntryNew(
        id=entry_id,
        branch_id=sale.branch_id,
        kind=Kind.PAID,
        amount=-amount,
        booked_on=sale.business_on,
        person_id=sale.person_id,
        number=sale.number,
        document_id=document_id,
        more={"sale_id": sale.id},
    )
    write_entry(card, new, Account.CUSTOMER_CREDIT, at_end=at_end)


def settle_pushed(
    sale_id: UUID, paid: Sequence[tuple[str, int]]
) -> tuple[int, list[Mapping[str, Any]]]:
    """What cards paid of a counter's sale, as they were asked before it; what disagrees, and why.

    A payment names the entry. ``unknown`` where there is none of this sale, ``released`` where it
    was given back, ``differs`` where it was another amount. The cards stay locked.
    """
    known, found, seen = 0, list[Mapping[str, Any]](), set[UUID]()
    for reference, amount in paid:
        entry = _asked_before(sale_id, parse_id(reference))
        why = ""
        if entry is None or entry.id in seen:
            why = "unknown"
        elif GiftEntry.objects.filter(answers_id=entry.id, kind=Kind.RELEASED).exists():
            why = "released"
        else:
            seen.add(entry.id)
            known += -entry.amount
            why = "differs" if -entry.amount != amount else ""
        if why:
            found.append({"why": why, "amount": amount})
    return known, found


def _asked_before(sale_id: UUID, entry_id: UUID | None) -> GiftEntry | None:
    if entry_id is None:
        return None
    rows = GiftEntry.objects.filter(id=entry_id, sale_id=sale_id, kind=Kind.PAID)
    entry: GiftEntry | None = rows.first()
    if entry is not None:
        locked_card(card_id=entry.card_id)
    return entry


def cards_standing(sale_id: UUID) -> int:
    """Minor units that cards paid of a sale, less what went back to them."""
    rows = GiftEntry.objects.filter(sale_id=sale_id, kind__in=(Kind.PAID, Kind.REFUNDED))
    released = GiftEntry.objects.filter(sale_id=sale_id, kind=Kind.RELEASED)
    sums = [one.order_by().aggregate(sum=Sum("amount"))["sum"] or 0 for one in (rows, released)]
    return -int(sums[0]) - int(sums[1])


def refund_to_cards(note: GiftDocument, sale_id: UUID, amount: int) -> int:
    """Give what is refunded back to the cards that paid the sale; how much that was.

    Also to one that is blocked or has expired since: who has it asks the pharmacy. Who calls holds
    the sale.
    """
    left = amount
    payments = GiftEntry.objects.filter(sale_id=sale_id, kind=Kind.PAID).order_by("card_id", "id")
    for payment in payments:
        back = GiftEntry.objects.filter(answers_id=payment.id).order_by()
        returned = sum(back.values_list("amount", flat=True))
        part = min(left, -payment.amount - returned)
        card = locked_card(card_id=payment.card_id)
        if part <= 0 or card is None:
            continue
        left -= part
        new = GiftEntryNew(
            branch_id=note.branch_id,
            kind=Kind.REFUNDED,
            amount=part,
            booked_on=note.business_on,
            person_id=note.person_id,
            number=note.number,
            document_id=note.id,
            more={"sale_id": sale_id, "answers_id": payment.id},
        )
        write_entry(card, new, Account.CUSTOMER_CREDIT)
    return amount - left
