"""Cards at a counter: those that collect points, and those that hold money."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from theriac.core import clock
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.gift_cards.commands.redeem import redeem_gift_card, undo_payment
from theriac.domains.gift_cards.ids import GiftEntryId
from theriac.domains.gift_cards.problems import unknown_card
from theriac.domains.gift_cards.queries import gift_card_of_code
from theriac.domains.gift_cards.rules import MOST_MONEY
from theriac.domains.loyalty.queries import loyalty_standing, points_by_number, terms_now
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class MemberAsked(BaseModel):
    """A member by card, telephone or patient; none of them asks for what holds without network."""

    token: str = Field(default="", max_length=500)
    number: str = Field(default="", max_length=24)
    phone: str = Field(default="", max_length=40)
    patient_id: UUID | None = None


class ProgramTold(BaseModel):
    """The programme's terms; amounts in minor units."""

    is_on: bool
    earn_amount: int
    earn_points: int
    point_value: int
    least_spend: int
    excluded: list[str]


class MemberStanding(BaseModel):
    """A member as they stand, with the terms."""

    number: str
    state: str
    points: int
    program: ProgramTold


class PointsTold(BaseModel):
    """What members have, by number, and the terms."""

    at: datetime
    program: ProgramTold
    points: dict[str, int]


@endpoint("POST")
def loyalty(request: HttpRequest) -> HttpResponse:
    """A member for a person who may see members; points by number for the device."""
    device = paired_device(request)
    asked = read_body(request, MemberAsked)
    program = _program()
    if not asked.number and not asked.phone and asked.patient_id is None:
        points = dict(points_by_number()) if program.is_on else {}
        return answer_with(PointsTold(at=clock.now(), program=program, points=points))
    found = loyalty_standing(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        number=asked.number,
        phone=asked.phone,
        patient_id=asked.patient_id,
    )
    if found is None:
        raise NotFound(
            _("No loyalty member has this number. Check the card, or enrol the customer.")
        )
    return answer_with(
        MemberStanding(number=found.number, state=found.state, points=found.points, program=program)
    )


def _program() -> ProgramTold:
    terms = terms_now()
    return ProgramTold(
        is_on=terms.is_on,
        earn_amount=terms.earn_amount,
        earn_points=terms.earn_points,
        point_value=terms.point_value,
        least_spend=terms.least_spend,
        excluded=sorted(terms.excluded),
    )


class GiftCardAsked(BaseModel):
    """A look at a card, a payment with it, or the undoing of one; each names what it needs."""

    token: str = Field(default="", max_length=500)
    act: Literal["look", "pay", "undo"]
    code: str = Field(default="", max_length=24)
    amount: int = Field(default=0, ge=0, le=MOST_MONEY)
    sale_id: UUID | None = None
    payment_id: UUID | None = None
    entry_id: UUID | None = None


class GiftCardTold(BaseModel):
    """A card as it stands."""

    state: str
    balance: int
    expires_on: str | None


class GiftPaid(BaseModel):
    """What its payment names."""

    entry_id: UUID


@endpoint("POST")
def gift_card(request: HttpRequest) -> HttpResponse:
    """Look, pay or undo, for a person who may. Raises what the commands raise, and NotFound."""
    device = paired_device(request)
    asked = read_body(request, GiftCardAsked)
    actor, branch_id = person_of(device, asked.token), device.point.branch_id
    if asked.act == "look":
        card = gift_card_of_code(actor=actor, branch_id=branch_id, code=asked.code)
        if card is None:
            raise unknown_card()
        ends = card.expires_on.isoformat() if card.expires_on else None
        return answer_with(GiftCardTold(state=card.state, balance=card.balance, expires_on=ends))
    if asked.act == "undo":
        if asked.entry_id is None:
            raise Unprocessable(
                _("This request doesn’t name the payment to undo. Undo it at the payment again."),
                field="entry_id",
            )
        undo_payment(actor=actor, branch_id=branch_id, gift_entry_id=GiftEntryId(asked.entry_id))
        return answer_with(GiftPaid(entry_id=asked.entry_id))
    if asked.sale_id is None or asked.payment_id is None:
        raise Unprocessable(
            _("This request doesn’t name the sale and its payment. Begin the payment again."),
            field="payment_id" if asked.sale_id else "sale_id",
        )
    made = redeem_gift_card(
        actor=actor,
        branch_id=branch_id,
        code=asked.code,
        amount=asked.amount,
        sale_id=asked.sale_id,
        payment_id=asked.payment_id,
    )
    return answer_with(GiftPaid(entry_id=made))
