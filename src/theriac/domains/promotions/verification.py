"""What must always be true of coupons, recomputed from the rows."""

from __future__ import annotations

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.promotions.models import Coupon

COUNT_DIFFERS = finding(
    "promotions.uses_differ",
    _("Coupon %(coupon)s counts %(used)s redemptions, it was redeemed %(found)s times."),
)
TOO_MANY = finding(
    "promotions.too_many_uses",
    _("Coupon %(coupon)s has %(uses)s uses and was redeemed %(found)s times without a case."),
)


@verifies("promotions.coupon_uses")
def coupons_are_redeemed_as_counted(findings: Findings) -> None:
    """Redemptions are numbered without gaps and counted, and above the uses only with a case."""
    rows = Coupon.objects.annotate(
        found=Count("redemptions"),
        first=Min("redemptions__ordinal"),
        last=Max("redemptions__ordinal"),
        within=Count("redemptions", filter=Q(redemptions__beyond=False)),
    ).order_by("id")
    for one in rows.iterator():
        numbered = one.found == 0 or (one.first, one.last) == (1, one.found)
        if one.used != one.found or not numbered:
            findings.violate(COUNT_DIFFERS, coupon=one.code, used=one.used, found=one.found)
        if one.within > one.uses:
            findings.violate(TOO_MANY, coupon=one.code, uses=one.uses, found=one.within)
        findings.look(1)
