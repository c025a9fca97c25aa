"""Coupons are added and ended; a sale redeems one, each use once."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import require_reason
from theriac.domains.promotions.models import Coupon, CouponUse, Promotion
from theriac.domains.promotions.permissions import SET_PROMOTIONS
from theriac.domains.promotions.problems import CouponRefused, PromotionEnded, PromotionRefused
from theriac.domains.promotions.rules.facts import MOST_COUPONS, CouponNew
from theriac.domains.promotions.states import PromotionState, stated

RECORD = "promotions.promotion"


@command(
    name="promotions.add_coupon",
    done=gettext_lazy("Added a coupon"),
    permission=SET_PROMOTIONS,
)
def add_coupon(*, actor: Actor, coupon: CouponNew) -> UUID:
    """Let its code ask for the promotion; its id.

    Raises NotFound, PromotionEnded, PromotionRefused.
    """
    promotion = locked(
        stated(Promotion.objects.filter(id=coupon.promotion_id)),
        missing=_("This promotion doesn’t exist. Choose one from the list."),
    )
    if promotion.state == PromotionState.ENDED:
        raise PromotionEnded(_("This promotion has ended. Add a new one."))
    if not promotion.needs_coupon:
        raise PromotionRefused(
            _("This promotion doesn’t use coupons. Add a promotion that does."),
            field="promotion_id",
        )
    if Coupon.objects.filter(ended_at=None).count() >= MOST_COUPONS:
        raise PromotionRefused(_("There are too many coupons. End some first."), field="code")
    made = Coupon(
        id=current_unit().effect_id,
        promotion=promotion,
        code=coupon.code.upper(),
        uses=coupon.uses,
        uses_each=coupon.uses_each,
        created_at=clock.now(),
        created_by=actor.id,
    )
    if not insert_if_absent(Coupon, made):
        raise PromotionRefused(_("This code is already used. Enter another code."), field="code")
    facts = {"code": made.code, "uses": made.uses, "uses_each": made.uses_each}
    current_unit().record(RECORD, promotion.id, reason="added", facts=facts)
    return made.id


@command(
    name="promotions.end_coupon",
    done=gettext_lazy("Ended a coupon"),
    permission=SET_PROMOTIONS,
)
def end_coupon(*, actor: Actor, coupon_id: UUID, version: int, reason: str) -> int:
    """Let its code ask for nothing any more; the version then.

    Raises PromotionEnded, NotFound, Stale, Unprocessable without a reason.
    """
    why = require_reason(reason)[:120]
    coupon = locked(
        Coupon.objects.filter(id=coupon_id),
        missing=_("This coupon doesn’t exist. Choose one from the list."),
    )
    at_version(coupon, version, _("Another user changed this coupon. Reload the page."))
    if coupon.ended_at is not None:
        raise PromotionEnded(_("This coupon has ended. Add a new one."))
    coupon.ended_at = clock.now()
    version = keep(coupon, "ended_at")
    sides = {"before": {"coupon": coupon.code}, "after": {"coupon": ""}}
    current_unit().record(RECORD, coupon.promotion_id, reason=why, facts=sides)
    return version


def redeem(coupon_id: UUID, sale_id: UUID) -> None:
    """Use the coupon once for the sale, inside its command.

    Raises CouponRefused without uses left.
    """
    coupon = Coupon.objects.select_for_update().get(id=coupon_id)
    if coupon.ended_at is not None or coupon.used >= coupon.uses:
        raise used_up(coupon.code)
    _note(coupon, sale_id, beyond=False)


def redeem_told(coupon_id: UUID, sale_id: UUID) -> bool:
    """Note that a counter redeemed it, whatever uses it has; whether they were enough."""
    coupon = Coupon.objects.select_for_update().get(id=coupon_id)
    within = (
        coupon.ended_at is None and coupon.redemptions.filter(beyond=False).count() < coupon.uses
    )
    _note(coupon, sale_id, beyond=not within)
    return within


def used_up(code: str) -> CouponRefused:
    """The refusal of a coupon without uses left."""
    return CouponRefused(
        _("Coupon %(code)s has been used up. Remove the coupon.") % {"code": code},
        field="coupon",
        why="used_up",
    )


def _note(coupon: Coupon, sale_id: UUID, *, beyond: bool) -> None:
    coupon.used += 1
    coupon.save(update_fields=["used"])
    use = CouponUse(
        id=new_id(),
        coupon=coupon,
        sale_id=sale_id,
        ordinal=coupon.used,
        beyond=beyond,
        recorded_at=clock.now(),
    )
    insert_rows(CouponUse, [use])
