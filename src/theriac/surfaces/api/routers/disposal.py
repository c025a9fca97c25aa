"""Goods that leave: destructions before witnesses, and old medicines that people bring back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.disposal.commands.draft import (
    discard_destruction,
    write_destruction,
)
from theriac.domains.disposal.commands.sign import sign_destruction
from theriac.domains.disposal.commands.take_back import (
    TakenBackNew,
    cancel_taken_back,
    log_taken_back,
)
from theriac.domains.disposal.permissions import DESTROY_STOCK, TAKE_BACK
from theriac.domains.disposal.queries import (
    DESTRUCTIONS,
    LOG,
    get_destruction,
    lines_of,
    list_destructions,
    list_taken_back,
    signatures_of,
    weights_by_month,
)
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here, money_of
from theriac.surfaces.api.schemas.disposal import (
    Destruction,
    DestructionDiscard,
    DestructionLine,
    DestructionListed,
    DestructionNew,
    DestructionPage,
    DestructionSign,
    DestructionsWanted,
    TakenBack,
    TakenBackCancel,
    TakenBackPage,
    TakenBackWanted,
    WasteMonth,
    WasteMonths,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])
A_YEAR = timedelta(days=366)


@router.get(
    "/destructions",
    **operation("listDestructions", "List destructions", answers=DestructionPage, may=[VIEW_STOCK]),
)
def destructions(request: HttpRequest, wanted: Query[DestructionsWanted]) -> HttpResponse:
    """A page of the branch's documents."""
    actor = actor_of(request)
    rows = list_destructions(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    rows = DESTRUCTIONS.narrowed(rows, {"state": wanted.state})
    page = DESTRUCTIONS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(DestructionListed, row) for row in page.items]
    return respond(request, DestructionPage(items=items, **edges(page)))


@router.post(
    "/destructions",
    **writing(
        "writeDestruction",
        "Write down what is to be destroyed",
        answers=Destruction,
        may=[DESTROY_STOCK],
        status=201,
    ),
)
def write(request: HttpRequest, here: Query[Here], body: DestructionNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: write_destruction(
            actor=actor,
            branch_id=branch_id,
            lines=body.lines,
            method=body.method,
            reason=body.reason,
        ),
        lambda draft_id: _destruction(actor, draft_id),
    )


@router.get(
    "/destructions/{destruction_id}",
    **operation("getDestruction", "Read a destruction", answers=Destruction, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, destruction_id: Id) -> HttpResponse:
    """The document with its lines and witnesses."""
    return respond(request, _destruction(actor_of(request), destruction_id))


@router.post(
    "/destructions/{destruction_id}/signatures",
    **writing(
        "signDestruction",
        "Let a witness sign a destruction",
        answers=Destruction,
        may=[DESTROY_STOCK],
        detail=(
            "Without an approval the refusal says what the witness confirms. With the second "
            "signature the goods leave the book."
        ),
    ),
)
def sign(
    request: HttpRequest, destruction_id: Id, here: Query[Here], body: DestructionSign
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: sign_destruction(
            actor=actor,
            branch_id=branch_id,
            destruction_id=destruction_id,
            approval_id=body.approval_id,
        ),
        lambda: _destruction(actor, destruction_id),
    )


@router.post(
    "/destructions/{destruction_id}/discard",
    **writing("discardDestruction", "Let a draft go", answers=Destruction, may=[DESTROY_STOCK]),
)
def discard(
    request: HttpRequest, destruction_id: Id, here: Query[Here], body: DestructionDiscard
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: discard_destruction(
            actor=actor, branch_id=branch_id, destruction_id=destruction_id, reason=body.reason
        ),
        lambda: _destruction(actor, destruction_id),
    )


@router.get(
    "/old-medicines",
    **operation(
        "listTakenBack",
        "List old medicines that were brought back",
        answers=TakenBackPage,
        may=[VIEW_STOCK],
    ),
)
def log(request: HttpRequest, wanted: Query[TakenBackWanted]) -> HttpResponse:
    """A page of the branch's log."""
    actor = actor_of(request)
    rows = list_taken_back(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    asked = {"waste": wanted.waste, "since": wanted.since, "until": wanted.until}
    page = LOG.page(LOG.narrowed(rows, asked), cursor=wanted.cursor, size=wanted.limit)
    items = [told(TakenBack, row) for row in page.items]
    return respond(request, TakenBackPage(items=items, **edges(page)))


@router.get(
    "/old-medicines/months",
    **operation(
        "getTakenBackMonths",
        "Read the weight of old medicines by class and month",
        answers=WasteMonths,
        may=[VIEW_STOCK],
    ),
)
def months(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    since = (branch_date(branch_id) - A_YEAR).replace(day=1)
    found = weights_by_month(actor=actor, branch_id=branch_id, since=since)
    return respond(request, WasteMonths(items=[told(WasteMonth, one) for one in found]))


@router.post(
    "/old-medicines",
    **writing(
        "logTakenBack",
        "Log old medicines that somebody brings back",
        answers=TakenBack,
        may=[TAKE_BACK],
        status=201,
        detail="They never become stock, and nobody who brings them is named.",
    ),
)
def take_back(request: HttpRequest, here: Query[Here], body: Body[TakenBackNew]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: log_taken_back(actor=actor, branch_id=branch_id, waste=body),
        lambda entry_id: _entry(actor, branch_id, entry_id),
    )


@router.post(
    "/old-medicines/{entry_id}/cancel",
    **writing(
        "cancelTakenBack",
        "Answer a wrong entry of old medicines",
        answers=TakenBack,
        may=[TAKE_BACK],
        status=201,
    ),
)
def cancel(
    request: HttpRequest, entry_id: Id, here: Query[Here], body: TakenBackCancel
) -> HttpResponse:
    """Take it out of the sums."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: cancel_taken_back(
            actor=actor, branch_id=branch_id, entry_id=entry_id, reason=body.reason
        ),
        lambda answer_id: _entry(actor, branch_id, answer_id),
    )


def _entry(actor: Actor, branch_id: UUID, entry_id: UUID) -> TakenBack:
    return told(TakenBack, list_taken_back(actor=actor, branch_id=branch_id).get(id=entry_id))


def _destruction(actor: Actor, destruction_id: UUID) -> Destruction:
    found = get_destruction(actor=actor, destruction_id=destruction_id)
    if found is None:
        raise NotFound(_("This destruction doesn’t exist."), destruction_id=destruction_id)
    currency = currency_here()
    signed = signatures_of(actor=actor, destruction_id=destruction_id)
    return told(
        Destruction,
        found,
        lines=[
            told(
                DestructionLine,
                one,
                place=one.place_kind,
                cost=money_of(one.cost, currency),
            )
            for one in lines_of(actor=actor, destruction_id=destruction_id)
        ],
        witnesses=[one.witness_id for one in signed],
    )
