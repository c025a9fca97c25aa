"""Promotions are listed, read, added, paused, continued and ended; so are their coupons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.promotions.commands.coupons import add_coupon, end_coupon
from theriac.domains.promotions.commands.promotion import (
    add_promotion,
    continue_promotion,
    end_promotion,
    pause_promotion,
)
from theriac.domains.promotions.permissions import SET_PROMOTIONS, VIEW_PROMOTIONS
from theriac.domains.promotions.queries import (
    PromotionView,
    coupon_of,
    coupons_of,
    list_promotions,
    read_promotion,
)
from theriac.domains.promotions.rules.facts import CouponNew, PromotionNew
from theriac.domains.sales.promotions.sums import promoted_sums
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.place import currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.sales import promotions as schemas
from theriac.surfaces.api.schemas.types import Money

router = Router(tags=["promotions"])
_AT = "/promotions/{promotion_id}"


@router.get(
    "/promotions",
    **operation(
        "listPromotions", "List promotions", answers=schemas.Promotions, may=[VIEW_PROMOTIONS]
    ),
)
def promotions(request: HttpRequest, wanted: Query[schemas.PromotionsWanted]) -> HttpResponse:
    found = list_promotions(actor=actor_of(request), state=wanted.state or "")
    items = [schemas.Promotion(**_facts(one)) for one in found]
    return respond(request, schemas.Promotions(promotions=items))


@router.post(
    "/promotions",
    **writing(
        "addPromotion",
        "Add a promotion",
        answers=schemas.PromotionWithCoupons,
        may=[SET_PROMOTIONS],
        status=201,
        detail="Sales get it from its first day on; what it gives can't be changed later.",
    ),
)
def add(request: HttpRequest, body: Body[PromotionNew]) -> HttpResponse:
    actor = actor_of(request)
    return added(
        request,
        lambda: add_promotion(actor=actor, promotion=body),
        lambda key: _told(actor, key),
    )


@router.get(
    _AT,
    **operation(
        "getPromotion",
        "Read a promotion with its coupons",
        answers=schemas.PromotionWithCoupons,
        may=[VIEW_PROMOTIONS],
    ),
)
def promotion(request: HttpRequest, promotion_id: Id) -> HttpResponse:
    return respond(request, _told(actor_of(request), promotion_id))


@router.post(
    f"{_AT}/pause",
    **writing(
        "pausePromotion",
        "Pause a promotion",
        answers=schemas.PromotionWithCoupons,
        may=[SET_PROMOTIONS],
        edits=True,
    ),
)
def pause(request: HttpRequest, promotion_id: Id, body: schemas.PromotionStop) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: pause_promotion(
            actor=actor, promotion_id=promotion_id, version=version, reason=body.reason
        ),
        lambda: _told(actor, promotion_id),
    )


@router.post(
    f"{_AT}/continue",
    **writing(
        "continuePromotion",
        "Continue a promotion",
        answers=schemas.PromotionWithCoupons,
        may=[SET_PROMOTIONS],
        edits=True,
    ),
)
def go_on(request: HttpRequest, promotion_id: Id) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: continue_promotion(actor=actor, promotion_id=promotion_id, version=version),
        lambda: _told(actor, promotion_id),
    )


@router.post(
    f"{_AT}/end",
    **writing(
        "endPromotion",
        "End a promotion",
        answers=schemas.PromotionWithCoupons,
        may=[SET_PROMOTIONS],
        edits=True,
        detail="What was sold stays as it is.",
    ),
)
def end(request: HttpRequest, promotion_id: Id, body: schemas.PromotionStop) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: end_promotion(
            actor=actor, promotion_id=promotion_id, version=version, reason=body.reason
        ),
        lambda: _told(actor, promotion_id),
    )


@router.post(
    f"{_AT}/coupons",
    **writing(
        "addCoupon",
        "Add a coupon to a promotion",
        answers=schemas.PromotionWithCoupons,
        may=[SET_PROMOTIONS],
        status=201,
    ),
)
def coupon(request: HttpRequest, promotion_id: Id, body: schemas.CouponBody) -> HttpResponse:
    actor = actor_of(request)
    told = given(CouponNew, promotion_id=promotion_id, **body.model_dump())
    return added(
        request,
        lambda: add_coupon(actor=actor, coupon=told),
        lambda _key: _told(actor, promotion_id),
    )


@router.post(
    "/coupons/{coupon_id}/end",
    **writing(
        "endCoupon", "End a coupon", answers=schemas.Coupon, may=[SET_PROMOTIONS], edits=True
    ),
)
def stop(request: HttpRequest, coupon_id: Id, body: schemas.PromotionStop) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: end_coupon(actor=actor, coupon_id=coupon_id, version=version, reason=body.reason),
        lambda: _coupon(coupon_of(actor=actor, coupon_id=coupon_id)),
    )


def _told(actor: Actor, promotion_id: UUID) -> schemas.PromotionWithCoupons:
    view = read_promotion(actor=actor, promotion_id=promotion_id)
    if view is None:
        raise NotFound(_("This promotion doesn’t exist. Choose one from the list."))
    sums = promoted_sums(actor=actor, promotion_id=promotion_id)
    coupons = coupons_of(actor=actor, promotion_id=promotion_id)
    return schemas.PromotionWithCoupons(
        **_facts(view),
        coupons=[_coupon(one) for one in coupons],
        sales=sums.sales,
        given=Money(amount=sums.given, currency=currency_here()),
    )


def _coupon(row: Any) -> schemas.Coupon:
    names = ("id", "code", "uses", "uses_each", "used", "version")
    told = {name: getattr(row, name) for name in names}
    return schemas.Coupon(**told, is_ended=row.ended_at is not None)


_SAME = (
    "id",
    "name",
    "kind",
    "value",
    "buy",
    "free",
    "from_total",
    "first_on",
    "last_on",
    "from_minute",
    "until_minute",
    "goods",
    "category_ids",
    "branch_ids",
    "needs_coupon",
    "with_prescription",
    "version",
)


def _facts(view: PromotionView) -> dict[str, Any]:
    row = view.row
    return {
        **{name: getattr(row, name) for name in _SAME},
        "weekdays": [day for day in range(7) if row.weekdays >> day & 1],
        "state": view.state,
    }
