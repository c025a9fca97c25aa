"""What comes onto gift cards and goes off them: top-ups, payments, what no sale took."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.gift_cards.cash import GiftMoney
from theriac.domains.gift_cards.commands.redeem import redeem_gift_card, release_payment
from theriac.domains.gift_cards.commands.top_up import top_up_gift_card
from theriac.domains.gift_cards.ids import GiftCardId, GiftEntryId
from theriac.domains.gift_cards.permissions import (
    ISSUE_GIFT_CARDS,
    MANAGE_GIFT_CARDS,
    REDEEM_GIFT_CARDS,
)
from theriac.domains.gift_cards.queries import gift_payment
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.loyalty.gift_cards import (
    GiftCardReason,
    GiftCardRedeemed,
    GiftPayment,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["gift cards"])


@router.post(
    "/gift-cards/{gift_card_id}/top-ups",
    **writing(
        "topUpGiftCard",
        "Top up a gift card",
        answers=GiftPayment,
        may=[ISSUE_GIFT_CARDS],
        status=201,
        detail=(
            "For money that was received; not for a card that is blocked, cancelled or expired. "
            "Cash names the `till_session_id` that it goes into, where a program's till is open "
            "at the branch. A last day that is nearer than twelve months moves there."
        ),
    ),
)
def top_up(
    request: HttpRequest, gift_card_id: Id, here: Query[Here], body: Body[GiftMoney]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: top_up_gift_card(
            actor=actor, branch_id=branch_id, gift_card_id=GiftCardId(gift_card_id), money=body
        ),
        lambda made: _paid(actor, branch_id, made),
    )


@router.post(
    "/gift-card-payments",
    **writing(
        "redeemGiftCard",
        "Pay a sale to come with a gift card",
        answers=GiftPayment,
        may=[REDEEM_GIFT_CARDS],
        status=201,
        detail=(
            "For a program that pushes its sales: a payment of `sale_id` by `gift_card` then "
            "names `entry_id` as its `reference`. A sale that is completed here pays by the "
            "card's code instead. The same `payment_id` again changes nothing."
        ),
    ),
)
def redeem(request: HttpRequest, here: Query[Here], body: GiftCardRedeemed) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: redeem_gift_card(
            actor=actor,
            branch_id=branch_id,
            code=body.code,
            amount=body.amount,
            sale_id=body.sale_id,
            payment_id=body.payment_id,
        ),
        lambda made: _paid(actor, branch_id, made),
    )


@router.post(
    "/gift-card-payments/{gift_entry_id}/release",
    **writing(
        "releaseGiftCardPayment",
        "Give back what a gift card paid for no sale",
        answers=GiftPayment,
        may=[MANAGE_GIFT_CARDS],
        status=201,
        detail="Once its sale has come, its goods are returned instead.",
    ),
)
def release(
    request: HttpRequest, gift_entry_id: Id, here: Query[Here], body: GiftCardReason
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: release_payment(
            actor=actor,
            branch_id=branch_id,
            gift_entry_id=GiftEntryId(gift_entry_id),
            reason=body.reason,
        ),
        lambda made: _paid(actor, branch_id, made),
    )


def _paid(actor: Actor, branch_id: UUID, entry_id: UUID) -> GiftPayment:
    entry, balance = gift_payment(actor=actor, branch_id=branch_id, entry_id=entry_id)
    return GiftPayment(entry_id=entry, balance=balance)
