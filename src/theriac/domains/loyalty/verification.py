"""What must always be true of loyalty, recomputed from the rows."""

from __future__ import annotations

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.loyalty.models import LoyaltyEntry, LoyaltyMember, LoyaltySale

Kind = LoyaltyEntry.Kind
POINTS_DIFFER = finding(
    "loyalty.points_differ",
    _("Loyalty member %(member)s: %(points)s points are recorded, the entries come to %(sum)s."),
)
SALE_DIFFERS = finding(
    "loyalty.sale_differs",
    _("Sale %(sale)s of a loyalty member: %(kind)s %(told)s points, the entries say %(sum)s."),
)
BACK_TOO_MUCH = finding(
    "loyalty.back_too_much",
    _("Sale %(sale)s of a loyalty member: %(back)s points went back of %(points)s."),
)


@verifies("loyalty.points")
def members_have_their_entries(findings: Findings) -> None:
    """A member's points are the sum of the entries."""
    rows = LoyaltyEntry.objects.order_by().values_list("member_id")
    sums = {key: int(points) for key, points in rows.annotate(sum=Sum("points"))}
    for key, points in LoyaltyMember.objects.order_by("id").values_list("id", "points"):
        if sums.get(key, 0) != points:
            findings.violate(POINTS_DIFFER, member=key, points=points, sum=sums.get(key, 0))
        findings.look(1)


@verifies("loyalty.sales")
def sales_earn_and_spend_once(findings: Findings) -> None:
    """What a sale earned and spent stands in the ledger, and no more of it went back."""
    rows = LoyaltyEntry.objects.exclude(sale=None).order_by().values_list("sale_id", "kind")
    sums = {(key, kind): int(points) for key, kind, points in rows.annotate(sum=Sum("points"))}
    columns = ("id", "earned", "spent")
    for key, earned, spent in LoyaltySale.objects.order_by("id").values_list(*columns):
        told = ((Kind.EARNED, earned, Kind.TAKEN_BACK), (Kind.SPENT, -spent, Kind.GIVEN_BACK))
        for kind, points, back in told:
            found, returned = sums.get((key, kind), 0), sums.get((key, back), 0)
            if found != points:
                findings.violate(SALE_DIFFERS, sale=key, kind=kind, told=points, sum=found)
            if abs(returned) > abs(points):
                findings.violate(BACK_TOO_MUCH, sale=key, back=abs(returned), points=abs(points))
        findings.look(1)
