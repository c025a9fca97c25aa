"""Money for gift cards at a counter: cards that are sold, and topped up."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from theriac.core.facts.records import given
from theriac.domains.gift_cards.cash import GiftMoney
from theriac.domains.gift_cards.commands.issue import (
    GiftCardNew,
    code_of_request,
    issue_gift_card,
)
from theriac.domains.gift_cards.commands.top_up import top_up_gift_card
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.problems import unknown_card
from theriac.domains.gift_cards.queries import find_gift_card, find_gift_entry
from theriac.domains.gift_cards.rules import grouped
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.counter.customer_money import MoneyTaken
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.once import done_once
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class GiftCardSold(BaseModel):
    """A card that was sold, as its paper tells it; ``code`` is told nowhere else."""

    number: str
    code: str
    amount: int
    method: str
    reference: str
    recorded_at: datetime
    person_id: UUID


@endpoint("POST")
def sell_gift_card(request: HttpRequest) -> HttpResponse:
    """Issue a card for money, once for each id of the device, which hears its code again.

    Raises what the command raises.
    """
    device = paired_device(request)
    asked = read_body(request, MoneyTaken)
    actor, branch_id = person_of(device, asked.token), BranchId(device.point.branch_id)
    code = code_of_request(device.point.terminal_id, str(asked.id))
    card = given(GiftCardNew, amount=asked.amount, method=asked.method, reference=asked.reference)
    made = done_once(
        device,
        "counter.gift_card",
        asked.id,
        asked,
        lambda: issue_gift_card(
            actor=actor, branch_id=branch_id, card=card, code=code, counter=asked.till(device)
        ),
    )
    row = find_gift_card(actor=actor, branch_id=branch_id, card_id=made)
    if row is None:
        raise unknown_card()
    return answer_with(
        GiftCardSold(
            number=row.number,
            code=grouped(code),
            amount=asked.amount,
            method=asked.method,
            reference=card.reference,
            recorded_at=row.issued_at,
            person_id=row.issued_by,
        )
    )


class TopUpAsked(MoneyTaken):
    """Money for the card of this id, which a look told."""

    card_id: UUID


class GiftCardToppedUp(BaseModel):
    """What came onto a card, as its paper tells it; ``after`` is what it held then."""

    number: str
    last_four: str
    amount: int
    after: int
    expires_on: date | None
    method: str
    reference: str
    recorded_at: datetime
    person_id: UUID


@endpoint("POST")
def top_up(request: HttpRequest) -> HttpResponse:
    """Top a card up, once for each id of the device. Raises what the command raises."""
    device = paired_device(request)
    asked = read_body(request, TopUpAsked)
    actor, branch_id = person_of(device, asked.token), BranchId(device.point.branch_id)
    money = given(GiftMoney, amount=asked.amount, method=asked.method, reference=asked.reference)
    made = done_once(
        device,
        "counter.gift_card_top_up",
        asked.id,
        asked,
        lambda: top_up_gift_card(
            actor=actor,
            branch_id=branch_id,
            gift_card_id=GiftCardId(asked.card_id),
            money=money,
            counter=asked.till(device),
        ),
    )
    line = find_gift_entry(actor=actor, branch_id=branch_id, entry_id=made)
    if line is None:
        raise unknown_card()
    card, entry = line.entry.card, line.entry
    return answer_with(
        GiftCardToppedUp(
            number=card.number,
            last_four=card.last_four,
            amount=entry.amount,
            after=line.after,
            expires_on=card.expires_on,
            method=entry.method,
            reference=entry.reference,
            recorded_at=entry.recorded_at,
            person_id=entry.person_id,
        )
    )
