"""Capital is read, now and day by day, and its floor set."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.domains.capital.commands.floor import set_floor
from theriac.domains.capital.permissions import SET_FLOOR, VIEW_CAPITAL
from theriac.domains.capital.queries.days import capital_days
from theriac.domains.capital.queries.position import capital_now
from theriac.domains.purchasing.queries.cash_flow import cash_projection
from theriac.domains.purchasing.rules.cash_flow import DueAmount
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.place import currency_here
from theriac.surfaces.api.schemas.books import capital as schemas
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import Money

router = Router(tags=["capital"])
_NET = ("money", "on_order", "owed", "available", "spent")


@router.get(
    "/capital",
    **operation(
        "getCapital",
        "Read what capital is available, committed and spent",
        answers=schemas.Capital,
        may=[VIEW_CAPITAL],
    ),
)
def position(request: HttpRequest) -> HttpResponse:
    return respond(request, _told(actor_of(request)))


@router.get(
    "/capital/days",
    **operation(
        "getCapitalDays",
        "Read capital day by day",
        answers=schemas.CapitalDays,
        may=[VIEW_CAPITAL],
        detail="At most 400 days, the last ones of the period.",
    ),
)
def days(request: HttpRequest, wanted: Query[schemas.CapitalDaysWanted]) -> HttpResponse:
    found = capital_days(actor=actor_of(request), first_on=wanted.first_on, last_on=wanted.last_on)
    currency = currency_here()
    answers = [
        told(
            schemas.CapitalDay,
            one,
            **_net(one, (*_NET, "ordered"), currency),
            floor=Money(amount=one.floor, currency=currency),
        )
        for one in found
    ]
    return respond(request, schemas.CapitalDays(days=answers))


@router.get(
    "/capital/projection",
    **operation(
        "getCashProjection",
        "Read what cash and bank will hold",
        answers=schemas.CashProjection,
        may=[VIEW_CAPITAL],
        detail="By due bills, open orders and what the last eight weeks took less what they cost.",
    ),
)
def projection(request: HttpRequest, wanted: Query[schemas.ProjectionWanted]) -> HttpResponse:
    found = cash_projection(actor=actor_of(request), days=wanted.days)
    currency = currency_here()
    first = found.below_zero or found.below_floor
    cause = found.cause_of(first) if first else None
    answer = schemas.CashProjection(
        money=NetMoney(amount=found.money, currency=currency),
        floor=Money(amount=found.floor, currency=currency),
        below_zero=found.below_zero.day if found.below_zero else None,
        below_floor=found.below_floor.day if found.below_floor else None,
        cause=_due(cause, currency) if cause else None,
        days=[
            schemas.ProjectedDay(
                day=one.day,
                due=[_due(part, currency) for part in one.due],
                **_net(one, ("mean", "money"), currency),
            )
            for one in found.days
        ],
    )
    return respond(request, answer)


@router.post(
    "/capital/floor",
    **writing(
        "setCapitalFloor",
        "Set what must stay available",
        answers=schemas.Capital,
        may=[SET_FLOOR],
        detail="No purchase order takes available capital under it from now on.",
    ),
)
def floor(request: HttpRequest, body: schemas.FloorSet) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: set_floor(actor=actor, amount=body.amount, reason=body.reason),
        lambda: _told(actor),
    )


def _told(actor: Actor) -> schemas.Capital:
    now, currency = capital_now(actor=actor), currency_here()
    return schemas.Capital(
        **_net(now, (*_NET, "committed"), currency),
        floor=Money(amount=now.floor, currency=currency),
        free=Money(amount=now.free, currency=currency),
    )


def _due(one: DueAmount, currency: str) -> schemas.DueAmount:
    return told(schemas.DueAmount, one, amount=NetMoney(amount=one.amount, currency=currency))


def _net(row: object, names: tuple[str, ...], currency: str) -> dict[str, Any]:
    return {name: NetMoney(amount=getattr(row, name), currency=currency) for name in names}
