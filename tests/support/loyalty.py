"""The loyalty programme in tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.domains.loyalty.commands.enrol import (
    LoyaltyHolder,
    LoyaltyMemberNew,
    enrol_member,
)
from theriac.domains.loyalty.commands.program import LoyaltyProgramNew, set_program
from theriac.domains.loyalty.models import LoyaltyEntry, LoyaltyMember
from theriac.domains.loyalty.queries import program_kept
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven
from theriac.domains.sales.models import Sale
from theriac.domains.sales.pushes.sale import PushedPayment


def programme(shop: Shop, **more: Any) -> None:
    """A point for each 100 that is paid; a point pays 5. Nothing is excluded, nothing expires."""
    told: dict[str, Any] = {
        "is_on": True,
        "earn_amount": 100,
        "earn_points": 1,
        "point_value": 5,
        "excluded": [],
        **more,
    }
    set_program(
        actor=shop.owner,
        version=program_kept().version,
        program=given(LoyaltyProgramNew, **told),
    )


def a_member(shop: Shop, phone: str = "081234567890", **more: Any) -> LoyaltyMember:
    """A card of somebody who told a name and a telephone number."""
    told = {"holder": given(LoyaltyHolder, name="Bu Sari", phone=phone), **more}
    key = enrol_member(
        actor=shop.owner, branch_id=shop.branch_id, member=given(LoyaltyMemberNew, **told)
    )
    found: LoyaltyMember = LoyaltyMember.objects.get(id=key)
    return found


def with_points(amount: int | None = None, reference: str = "") -> TenderGiven:
    """What a member's points are to pay."""
    return TenderGiven(method=PaymentMethod.POINTS, amount=amount, reference=reference)


def points(member: LoyaltyMember) -> int:
    """What the member has now."""
    return int(LoyaltyMember.objects.values_list("points", flat=True).get(id=member.id))


def ledger(member: LoyaltyMember) -> list[tuple[str, int]]:
    """Kinds and points, in their order."""
    rows = LoyaltyEntry.objects.filter(member_id=member.id).order_by("recorded_at", "id")
    return list(rows.values_list("kind", "points"))


def pushed_for(
    shop: Shop,
    medicine: Medicine,
    batch_id: UUID,
    units: int,
    *,
    number: str = "",
    by_points: int = 0,
    sequence: int = 1,
) -> Sale:
    """A device's sale of a member, of which points pay a part and cash the rest."""
    lines = [pushed_line(shop, medicine, [(batch_id, units)])]
    told = pushed_sale(shop, lines, sequence=sequence)
    ways = [("points", by_points, number)] if by_points else []
    ways += [("cash", told.total - by_points, "")] if told.total > by_points else []
    payments = tuple(
        PushedPayment(id=new_id(), method=method, tendered=amount, change=0, reference=reference)
        for method, amount, reference in ways
    )
    push(shop, replace(told, payments=payments, member_number=number))
    found: Sale = Sale.objects.get(id=told.id)
    return found
