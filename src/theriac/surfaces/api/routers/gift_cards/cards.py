"""Gift cards: issued, looked up by code, blocked, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.gift_cards.commands.cancel import cancel_gift_card
from theriac.domains.gift_cards.commands.issue import (
    GiftCardNew,
    code_of_request,
    issue_gift_card,
    new_code,
)
from theriac.domains.gift_cards.commands.state import block_gift_card, unblock_gift_card
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.permissions import (
    ISSUE_GIFT_CARDS,
    MANAGE_GIFT_CARDS,
    VIEW_GIFT_CARDS,
)
from theriac.domains.gift_cards.problems import unknown_card
from theriac.domains.gift_cards.queries import (
    GIFT_CARDS,
    find_gift_card,
    gift_card_entries,
    gift_card_of_code,
    list_gift_cards,
)
from theriac.domains.gift_cards.rules import grouped
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import HEADER, edited, once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.loyalty.gift_cards import (
    GiftCard,
    GiftCardCode,
    GiftCardPage,
    GiftCardReason,
    GiftCardsWanted,
    GiftEntries,
    GiftEntry,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["gift cards"])
_ONE = "/gift-cards/{gift_card_id}"
_ENTRY = ("id card_id kind amount number document_id sale_id method booked_on note").split()


@router.get(
    "/gift-cards",
    **operation("listGiftCards", "List gift cards", answers=GiftCardPage, may=[VIEW_GIFT_CARDS]),
)
def cards(request: HttpRequest, wanted: Query[GiftCardsWanted]) -> HttpResponse:
    """A page of the pharmacy's cards."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    page = page_of(GIFT_CARDS, list_gift_cards(actor=actor, branch_id=branch_id), wanted)
    items = [_told(row) for row in page.items]
    return respond(request, GiftCardPage(items=items, **edges(page)))


@router.post(
    "/gift-cards",
    **writing(
        "issueGiftCard",
        "Issue a gift card",
        answers=GiftCard,
        may=[ISSUE_GIFT_CARDS],
        status=201,
        detail=(
            "For money that was received. `code` is in this answer alone: print it or write it "
            "down. The same request under the same key answers it again. Cash names the "
            "`till_session_id` that it goes into, where a program's till is open at the branch."
        ),
    ),
)
def issue(request: HttpRequest, here: Query[Here], body: Body[GiftCardNew]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    own = code_of_request(actor.id, request.headers.get(HEADER, ""))
    known = gift_card_of_code(actor=actor, branch_id=branch_id, code=own)
    code = new_code() if known else own  # of a key whose first answer is forgotten by now
    return once(
        request,
        lambda: issue_gift_card(actor=actor, branch_id=branch_id, card=body, code=code),
        first=lambda made: _one(actor, branch_id, made, grouped(code)),
        again=lambda made: _one(
            actor, branch_id, made, grouped(own) if known and known.id == made else None
        ),
        status=201,
    )


@router.get(
    _ONE,
    **operation("readGiftCard", "Read a gift card", answers=GiftCard, may=[VIEW_GIFT_CARDS]),
)
def read(request: HttpRequest, gift_card_id: Id, here: Query[Here]) -> HttpResponse:
    """One card; its ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(request, _one(actor, branch_of(actor, here.branch_id), gift_card_id))


@router.get(
    f"{_ONE}/entries",
    **operation(
        "listGiftCardEntries",
        "List what happened to a gift card",
        answers=GiftEntries,
        may=[VIEW_GIFT_CARDS],
    ),
)
def entries(request: HttpRequest, gift_card_id: Id, here: Query[Here]) -> HttpResponse:
    """The last 50, the newest first."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    _one(actor, branch_id, gift_card_id)
    lines = gift_card_entries(actor=actor, branch_id=branch_id, card_id=gift_card_id)
    items = [
        GiftEntry.model_validate(
            {
                **{name: getattr(one.entry, name) for name in _ENTRY},
                "after": one.after,
                "waits": one.waits,
            }
        )
        for one in lines
    ]
    return respond(request, GiftEntries(items=items))


@router.post(
    "/gift-card-look-ups",
    **operation(
        "lookUpGiftCard",
        "Look up a gift card by its code",
        answers=GiftCard,
        may=[VIEW_GIFT_CARDS],
    ),
)
def look_up(request: HttpRequest, here: Query[Here], body: GiftCardCode) -> HttpResponse:
    """What the card in the hand holds; the code is in the body, so that no log has it."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    row = gift_card_of_code(actor=actor, branch_id=branch_id, code=body.code)
    if row is None:
        raise unknown_card()
    return respond(request, _told(row))


@router.post(
    f"{_ONE}/block",
    **writing(
        "blockGiftCard", "Block a gift card", answers=GiftCard, may=[MANAGE_GIFT_CARDS], edits=True
    ),
)
def block(
    request: HttpRequest, gift_card_id: Id, here: Query[Here], body: GiftCardReason
) -> HttpResponse:
    """It pays nothing until it is unblocked."""
    return _edit(request, gift_card_id, here, block_gift_card, reason=body.reason)


@router.post(
    f"{_ONE}/unblock",
    **writing(
        "unblockGiftCard",
        "Unblock a gift card",
        answers=GiftCard,
        may=[MANAGE_GIFT_CARDS],
        edits=True,
    ),
)
def unblock(
    request: HttpRequest, gift_card_id: Id, here: Query[Here], body: GiftCardReason
) -> HttpResponse:
    """It pays again."""
    return _edit(request, gift_card_id, here, unblock_gift_card, reason=body.reason)


@router.post(
    f"{_ONE}/cancel",
    **writing(
        "cancelGiftCard",
        "Cancel a gift card",
        answers=GiftCard,
        may=[MANAGE_GIFT_CARDS],
        edits=True,
    ),
)
def cancel(
    request: HttpRequest, gift_card_id: Id, here: Query[Here], body: GiftCardReason
) -> HttpResponse:
    """Only one that nobody used, at the branch that issued it: its money goes back."""
    return _edit(request, gift_card_id, here, cancel_gift_card, reason=body.reason)


def _edit(
    request: HttpRequest, gift_card_id: UUID, here: Here, act: Callable[..., int], **more: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        act,
        lambda actor, branch_id: _one(actor, branch_id, gift_card_id),
        gift_card_id=GiftCardId(gift_card_id),
        **more,
    )


def _one(actor: Actor, branch_id: UUID, card_id: UUID, code: str | None = None) -> GiftCard:
    row = find_gift_card(actor=actor, branch_id=branch_id, card_id=card_id)
    if row is None:
        raise unknown_card()
    return _told(row, code)


def _told(row: Any, code: str | None = None) -> GiftCard:
    names = "id number last_four balance expires_on state state_reason issued_at version".split()
    return GiftCard(**{name: getattr(row, name) for name in names}, code=code)
