"""Promotions as they are read: by people, by a sale, by a counter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.query import query
from theriac.core.rights import require_everywhere
from theriac.domains.catalog.queries.groups import names_of_groups
from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.promotions.drafts import checked, drafted
from theriac.domains.promotions.models import Coupon, CouponUse, Promotion
from theriac.domains.promotions.permissions import VIEW_PROMOTIONS
from theriac.domains.promotions.rules.facts import PromotionNew
from theriac.domains.promotions.rules.savings import (
    PromotedGoods,
    PromotionHours,
    PromotionTerms,
)
from theriac.domains.promotions.states import PromotionState, stated

DAYS_AHEAD = 7
"""So many days before it begins a counter hears of a promotion."""


@dataclass(frozen=True, slots=True)
class CouponTold:
    """A coupon that a sale names, as it stands."""

    id: UUID
    code: str
    uses: int
    uses_each: int
    used: int


@dataclass(frozen=True, slots=True)
class PromotionAhead:
    """A promotion that runs or will, with its hours and the coupons that ask for it."""

    terms: PromotionTerms
    hours: PromotionHours
    needs_coupon: bool
    coupons: Sequence[str] = ()
    branch_ids: Collection[UUID] = ()
    """None of them: at every branch."""

    def is_at(self, branch_id: UUID) -> bool:
        """Whether it is of this branch."""
        return not self.branch_ids or branch_id in self.branch_ids


def hours_of(row: Promotion) -> PromotionHours:
    """When it runs."""
    return PromotionHours(
        row.first_on, row.last_on, row.weekdays, row.from_minute, row.until_minute
    )


def terms_of(row: Promotion, coupon: str = "") -> PromotionTerms:
    """What it gives, as the rules compare it."""
    return PromotionTerms(
        id=row.id,
        name=row.name,
        kind=row.kind,
        value=row.value,
        buy=row.buy,
        free=row.free,
        from_total=row.from_total,
        goods=[
            PromotedGoods(UUID(one["product_id"]), one["units"], one["count"]) for one in row.goods
        ],
        category_ids={UUID(one) for one in row.category_ids},
        with_prescription=row.with_prescription,
        coupon=coupon,
    )


def find_coupon(code: str) -> tuple[CouponTold, UUID] | None:
    """The coupon with this code, and its promotion; None where there is none or it ended."""
    row = Coupon.objects.filter(code=code.strip().upper(), ended_at=None).first()
    if row is None:
        return None
    told = CouponTold(row.id, row.code, row.uses, row.uses_each, row.used)
    return told, row.promotion_id


def sales_of_coupon(coupon_id: UUID) -> QuerySet[CouponUse, UUID]:
    """The sales that redeemed it, to be asked among others."""
    rows = CouponUse.objects.filter(coupon_id=coupon_id)
    return rows.order_by().values_list("sale_id", flat=True)


def running_at(
    branch_id: UUID, moment: datetime, zone: str, coupon: tuple[str, UUID] | None = None
) -> list[PromotionTerms]:
    """What runs at the branch at that moment, the oldest first.

    Of those that ask for a coupon only that of ``coupon``, its code and promotion.
    """
    there = moment.astimezone(ZoneInfo(zone))
    day, minute = there.date(), there.hour * 60 + there.minute
    found = []
    for row in _on(day, day):
        code = coupon[0] if coupon and coupon[1] == row.id else ""
        if row.needs_coupon and not code:
            continue
        if _is_of(row, branch_id) and _stood(row, moment) and hours_of(row).has(day, minute):
            found.append(terms_of(row, code))
    return found


def promotions_ahead(branch_id: UUID, today: date) -> list[PromotionAhead]:
    """What runs or begins in the next days at the branch, for a counter to compare by itself."""
    rows = [
        row
        for row in _on(today - timedelta(days=1), today + timedelta(days=DAYS_AHEAD))
        if row.paused_at is None and row.ended_at is None and _is_of(row, branch_id)
    ]
    codes = _codes(row.id for row in rows if row.needs_coupon)
    return [_ahead(row, codes.get(row.id, [])) for row in rows]


def drafted_ahead(promotion: PromotionNew) -> PromotionAhead:
    """One that isn't added yet, as it would stand. Raises PromotionRefused."""
    return _ahead(drafted(promotion, checked(promotion), new_id()))


def standing_ahead(promotion_id: UUID) -> PromotionAhead | None:
    """One that isn't ended; None where there is none."""
    row = Promotion.objects.filter(id=promotion_id, ended_at=None).first()
    return None if row is None else _ahead(row)


def standing_beside(one: PromotionAhead, branch_id: UUID) -> list[PromotionAhead]:
    """The others that give at the branch without a coupon on days and in hours that it has."""
    rows = _on(one.hours.first_on, one.hours.last_on)
    found = [
        _ahead(row)
        for row in rows
        if row.id != one.terms.id
        and not row.needs_coupon
        and row.paused_at is None
        and row.ended_at is None
        and _is_of(row, branch_id)
    ]
    return [other for other in found if other.hours.meets(one.hours)]


def _ahead(row: Promotion, coupons: Sequence[str] = ()) -> PromotionAhead:
    branches = {UUID(key) for key in row.branch_ids}
    return PromotionAhead(terms_of(row), hours_of(row), row.needs_coupon, coupons, branches)


def _on(first: date, last: date) -> Iterable[Promotion]:
    rows = Promotion.objects.filter(first_on__lte=last, last_on__gte=first)
    return rows.order_by("created_at", "id")


def _is_of(row: Promotion, branch_id: UUID) -> bool:
    return not row.branch_ids or str(branch_id) in row.branch_ids


def _stood(row: Promotion, moment: datetime) -> bool:
    """Whether it wasn't ended or paused by then."""
    stops = [stop for stop in (row.ended_at, row.paused_at) if stop is not None]
    return all(moment < stop for stop in stops)


def _codes(promotion_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Codes that may still be redeemed, by promotion."""
    found: dict[UUID, list[str]] = {}
    standing = Coupon.objects.filter(Q(promotion_id__in=list(promotion_ids)) & Q(ended_at=None))
    for key, code, uses, used in standing.order_by("code").values_list(
        "promotion_id", "code", "uses", "used"
    ):
        if used < uses:
            found.setdefault(key, []).append(code)
    return found


MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class GoodsTold:
    """A product of a promotion by name, with the pack that is counted."""

    product_id: UUID
    product: str
    pack_id: UUID | None
    pack: str
    units: int
    count: int


@dataclass(frozen=True, slots=True)
class PromotionView:
    """A promotion with what it is of in words, and where it stands today."""

    row: Promotion
    state: PromotionState
    goods: Sequence[GoodsTold]
    categories: Sequence[str]
    branches: Sequence[str]


@query(permission=VIEW_PROMOTIONS)
def list_promotions(*, actor: Actor, state: str = "") -> list[PromotionView]:
    """Those in a state, or all but the ended, the newest first; for who may see all branches."""
    require_everywhere(actor, VIEW_PROMOTIONS)
    rows = stated(Promotion.objects.order_by("-created_at", "-id"))
    wanted = rows.filter(state=state) if state else rows.exclude(state=PromotionState.ENDED)
    return _views(wanted[:MOST_LISTED])


@query(permission=VIEW_PROMOTIONS)
def read_promotion(*, actor: Actor, promotion_id: UUID) -> PromotionView | None:
    """One promotion; None where there is none."""
    require_everywhere(actor, VIEW_PROMOTIONS)
    return next(iter(_views(stated(Promotion.objects.filter(id=promotion_id)))), None)


@query(permission=VIEW_PROMOTIONS)
def coupons_of(*, actor: Actor, promotion_id: UUID) -> QuerySet[Coupon]:
    """The promotion's coupons, by code."""
    require_everywhere(actor, VIEW_PROMOTIONS)
    return Coupon.objects.filter(promotion_id=promotion_id).order_by("code")


@query(permission=VIEW_PROMOTIONS)
def coupon_of(*, actor: Actor, coupon_id: UUID) -> Coupon | None:
    """One coupon; None where there is none."""
    require_everywhere(actor, VIEW_PROMOTIONS)
    return Coupon.objects.filter(id=coupon_id).first()


def _views(found: Iterable[Any]) -> list[PromotionView]:
    """Of rows that ``stated`` told."""
    rows = list(found)
    goods: list[dict[str, Any]] = [one for row in rows for one in row.goods]
    products = product_names(UUID(one["product_id"]) for one in goods)
    packs = pack_names(UUID(one["pack_id"]) for one in goods if one["pack_id"])
    groups = names_of_groups(UUID(key) for row in rows for key in row.category_ids)
    ids = {UUID(key) for row in rows for key in row.branch_ids}
    branches = dict(list_branches(ids).values_list("id", "name")) if ids else {}
    return [
        PromotionView(
            row,
            PromotionState(row.state),
            [_goods(one, products, packs) for one in row.goods],
            [groups.get(UUID(key), "") for key in row.category_ids],
            [branches.get(UUID(key), "") for key in row.branch_ids],
        )
        for row in rows
    ]


def _goods(one: dict[str, Any], products: dict[UUID, str], packs: dict[UUID, str]) -> GoodsTold:
    product_id = UUID(one["product_id"])
    pack_id = UUID(one["pack_id"]) if one["pack_id"] else None
    return GoodsTold(
        product_id,
        products.get(product_id, ""),
        pack_id,
        packs.get(pack_id, "") if pack_id else "",
        one["units"],
        one["count"],
    )
