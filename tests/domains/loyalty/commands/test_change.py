"""Changing a member, and points that are given by hand."""

from __future__ import annotations

import pytest

from tests.support.loyalty import a_member, ledger, points
from tests.support.shop import Shop, add_staff
from theriac.core.facts.records import given
from theriac.core.problems import NotPermitted, Stale
from theriac.domains.loyalty.commands.change import (
    adjust_points,
    change_member,
    close_member,
    replace_card,
)
from theriac.domains.loyalty.commands.enrol import LoyaltyHolder
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.loyalty.problems import (
    LoyaltyMemberDiffers,
    LoyaltyRefused,
    TooFewPoints,
)
from theriac.domains.loyalty.queries import loyalty_standing

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]


def found(shop: Shop, **by: object) -> LoyaltyMember | None:
    standing = loyalty_standing(actor=shop.owner, branch_id=shop.branch_id, **by)  # type: ignore[arg-type]
    return LoyaltyMember.objects.get(id=standing.id) if standing else None


def test_a_member_is_changed_at_the_version_that_was_seen(shop: Shop) -> None:
    member = a_member(shop)
    at = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "loyalty_member_id": LoyaltyMemberId(member.id),
    }
    holder = given(LoyaltyHolder, name="Bu Ani", phone="081300000000")
    assert change_member(**at, version=1, holder=holder) == 2  # type: ignore[arg-type]
    with pytest.raises(Stale):
        change_member(**at, version=1, holder=holder)  # type: ignore[arg-type]
    assert found(shop, phone="081300000000") == member
    replace_card(**at, version=2, reason="lost")  # type: ignore[arg-type]
    assert found(shop, number=member.number) is None
    close_member(**at, version=3, reason="moved away")  # type: ignore[arg-type]
    assert found(shop, phone="081300000000") is None
    with pytest.raises(LoyaltyMemberDiffers):
        adjust_points(**at, points=5, reason="welcome")  # type: ignore[arg-type]


def test_points_by_hand_ask_for_their_right_and_stay_above_zero(shop: Shop) -> None:
    member = a_member(shop)

    staff = {role: add_staff(role, shop.branch_id) for role in ("manager", "cashier")}

    def adjust(more: int, role: str = "manager") -> None:
        adjust_points(
            actor=staff[role],
            branch_id=shop.branch_id,
            loyalty_member_id=LoyaltyMemberId(member.id),
            points=more,
            reason="welcome",
        )

    adjust(50)
    with pytest.raises(NotPermitted):
        adjust(50, "cashier")
    with pytest.raises(TooFewPoints):
        adjust(-51)
    for wrong in (0, 10**7):
        with pytest.raises(LoyaltyRefused):
            adjust(wrong)
    adjust(-50)
    assert (points(member), ledger(member)) == (0, [("adjusted", 50), ("adjusted", -50)])
