"""Issuing a gift card for money."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Day
from theriac.core.secrets import new_readable_code, readable_code_of
from theriac.domains.books.till_cash import CashReason, CounterTill, lies_on
from theriac.domains.books.till_money import refuse_second
from theriac.domains.gift_cards.cash import GiftMoney, paid_how, session_taking, through_till
from theriac.domains.gift_cards.entries import GiftEntryNew, LockedCard, hash_of, write_entry
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.permissions import ISSUE_GIFT_CARDS
from theriac.domains.gift_cards.problems import GiftCardRefused
from theriac.domains.gift_cards.rules import (
    LEAST_MONTHS,
    LENGTH,
    holds_long_enough,
    plain_code,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date

MARK = "GC"
"""The mark of gift cards in their numbers, such as MLT-GC-26-000012."""


@record
class GiftCardNew(GiftMoney):
    """What a card holds, how it is paid for, and its last day if it has one."""

    expires_on: Day | None = None


def new_code() -> str:
    """A code for a new card: drawn, told once, and kept as a hash."""
    return new_readable_code(LENGTH)


def code_of_request(client_id: UUID, key: str) -> str:
    """The code for a card that a program asks for: the same when it asks under the same key again.

    So a program whose answer was lost is told the code, although only its hash is kept.
    """
    return readable_code_of(f"gift card {client_id} {key}", LENGTH)


@command(
    name="gift_cards.issue",
    done=gettext_lazy("Issued a gift card"),
    permission=ISSUE_GIFT_CARDS,
)
def issue_gift_card(
    *,
    actor: Actor,
    branch_id: BranchId,
    card: GiftCardNew,
    code: str,
    counter: CounterTill | None = None,
) -> GiftCardId:
    """Issue it under the branch's next number; ``code`` is of ``new_code``, and isn't kept.

    ``counter`` is where a counter sells it: cash goes into the session that is open there, and the
    same request issues one card, whenever it comes again: Replayed, or KeyReused. Raises
    GiftCardRefused; and what the tills raise for a session that isn't open.
    """
    today = branch_date(branch_id)
    said = {
        "kind": GiftEntry.Kind.ISSUED,
        "amount": card.amount,
        "method": card.method,
        "reference": card.plain_reference,
    }
    refuse_second(GiftEntry.objects.all(), counter, said, made="card_id")
    if not plain_code(code):
        raise ValueError("a code is drawn by new_code")
    if card.expires_on is not None and not holds_long_enough(today, card.expires_on):
        raise GiftCardRefused(
            _(
                "A gift card must be valid for at least %(months)s months. Enter a later date, or "
                "leave it empty."
            )
            % {"months": LEAST_MONTHS},
            field="expires_on",
        )
    session_id = session_taking(branch_id, card, counter)
    row = GiftCard(
        id=current_unit().effect_id,
        number=take_document_number(branch_id, MARK, today),
        code_hash=hash_of(code),
        last_four=plain_code(code)[-4:],
        branch_id=branch_id,
        balance=0,
        expires_on=card.expires_on,
        issued_at=clock.now(),
        issued_by=actor.id,
    )
    row.save(force_insert=True)
    new = GiftEntryNew(
        branch_id=branch_id,
        kind=GiftEntry.Kind.ISSUED,
        amount=card.amount,
        booked_on=today,
        person_id=actor.id,
        more=paid_how(card, session_id, counter),
    )
    locked = LockedCard(row.id, row.number, 0, row.state, row.expires_on)
    entry = write_entry(locked, new, lies_on(card.method, session_id))
    through_till(entry, CashReason.GIFT_CARD, counter)
    return GiftCardId(row.id)
