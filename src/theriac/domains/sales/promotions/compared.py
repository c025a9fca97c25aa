"""The promotions that a sale compares, with that of the coupon that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.countries.registry import profile_for
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.promotions.commands.coupons import redeem, used_up
from theriac.domains.promotions.problems import CouponRefused
from theriac.domains.promotions.queries import (
    CouponTold,
    find_coupon,
    running_at,
    sales_of_coupon,
)
from theriac.domains.promotions.rules.savings import PromotionTerms
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.models import SalePatient


def has_promotions(place: SaleContext) -> bool:
    """Whether anything may run on its day; what has none reads nothing about them."""
    until: date | None = place.point.promotions_until
    return until is not None and place.today <= until


def with_promotions(
    place: SaleContext, code: str, patient_id: UUID | None
) -> tuple[SaleContext, CouponTold | None]:
    """The place with what its lines may get, and the coupon that it redeems.

    Raises CouponRefused for one that isn't known, isn't valid here and now, or has no uses left.
    """
    known = find_coupon(code) if code and has_promotions(place) else None
    if code and known is None:
        raise CouponRefused(
            _("Coupon %(code)s isn’t known. Check the code, or remove the coupon.")
            % {"code": code},
            field="coupon",
            why="unknown",
        )
    coupon = known[0] if known else None
    if coupon is not None and coupon.uses_each and patient_id is None:
        raise CouponRefused(
            _("Coupon %(code)s is counted by patient. Add the patient, or remove the coupon.")
            % {"code": code},
            field="coupon",
            why="patient",
        )
    if coupon is not None and not has_uses(coupon, patient_id):
        raise used_up(coupon.code)
    terms = promotions_at(place, place.moment, (known[0].code, known[1]) if known else None)
    if coupon is not None and all(one.coupon != coupon.code for one in terms):
        raise CouponRefused(
            _("Coupon %(code)s isn’t valid here now. Remove the coupon.") % {"code": code},
            field="coupon",
            why="not_now",
        )
    return replace(place, promotions=terms), coupon


def promotions_at(
    place: SaleContext, moment: datetime, coupon: tuple[str, UUID] | None = None
) -> Sequence[PromotionTerms]:
    """What runs at the branch at a moment; nothing is read where nothing can."""
    if not has_promotions(place):
        return ()
    return running_at(place.point.branch_id, moment, place.point.time_zone, coupon)


def has_uses(coupon: CouponTold, patient_id: UUID | None) -> bool:
    """Whether it may be redeemed once more, by the patient too where each has so many uses.

    Whoever isn't named hasn't any of those.
    """
    if coupon.used >= coupon.uses:
        return False
    if not coupon.uses_each:
        return True
    if patient_id is None:
        return False
    sales = sales_of_coupon(coupon.id)
    own = SalePatient.objects.filter(patient_id=patient_id, sale_id__in=sales)
    return own.count() < coupon.uses_each


def redeem_given(coupon: CouponTold | None, basket: Sequence[BasketLine], sale_id: UUID) -> None:
    """Redeem the sale's coupon, if it names one.

    Raises CouponRefused where it gives nothing, or is used up.
    """
    if coupon is None:
        return
    if all(one.promotion is None or not one.promotion.terms.coupon for one in basket):
        raise CouponRefused(
            _("Coupon %(code)s saves nothing on this sale. Remove the coupon.")
            % {"code": coupon.code},
            field="coupon",
            why="nothing",
        )
    redeem(coupon.id, sale_id)


def why_not_coupon(point: SellingPoint, code: str, patient_id: UUID | None) -> str:
    """Why a counter's coupon can't be redeemed now, in words; "" where it can, or none is named.

    Whom the basket names a counter says only for prescriptions: who isn't told is asked at the
    sale.
    """
    if not code:
        return ""
    place = SaleContext(
        point, profile_for(point.country), clock.now(), clock.today(point.time_zone)
    )
    try:
        with_promotions(place, code, patient_id)
    except CouponRefused as refused:
        return "" if refused.facts["why"] == "patient" else str(refused.detail)
    return ""
