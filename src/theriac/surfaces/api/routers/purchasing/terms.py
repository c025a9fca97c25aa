"""The pharmacy's rules of receiving."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from theriac.core.actor import Actor
from theriac.domains.purchasing.commands.terms import set_margin, set_short_days
from theriac.domains.purchasing.permissions import SET_TERMS
from theriac.domains.purchasing.queries.terms import read_terms
from theriac.domains.purchasing.rules.price_proposal import Basis
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.schemas.purchasing.terms import (
    ReceivingTerms,
    SellingMargin,
    SellingMarginSet,
    ShortDaysSet,
)

router = Router(tags=["goods receipts"])
_AT = "/receiving-terms"


@router.get(
    _AT,
    **operation(
        "getReceivingTerms",
        "Read the rules of receiving",
        answers=ReceivingTerms,
        may=[SET_TERMS],
    ),
)
def terms(request: HttpRequest) -> HttpResponse:
    """What holds, and the margins that were and will be."""
    return respond(request, _terms(actor_of(request)))


@router.put(
    f"{_AT}/short-days",
    **writing(
        "setShortDays",
        "Say what is short-dated",
        answers=ReceivingTerms,
        may=[SET_TERMS],
    ),
)
def short_days(request: HttpRequest, body: ShortDaysSet) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: set_short_days(actor=actor, days=body.short_days),
        lambda: _terms(actor),
    )


@router.put(
    f"{_AT}/margins",
    **writing(
        "setSellingMargin",
        "Set a margin from a day on",
        answers=ReceivingTerms,
        may=[SET_TERMS],
        detail="Margins are dated rows; the same group and day again corrects one.",
    ),
)
def margin(request: HttpRequest, body: SellingMarginSet) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: set_margin(
            actor=actor,
            group=body.group,
            basis=Basis(body.basis),
            margin_bp=body.margin_bp,
            step=body.step,
            valid_from=body.valid_from,
        ),
        lambda: _terms(actor),
    )


def _terms(actor: Actor) -> ReceivingTerms:
    found = read_terms(actor=actor)
    margins = [told(SellingMargin, one) for one in found.margins]
    return ReceivingTerms(short_days=found.short_days, margins=margins)
