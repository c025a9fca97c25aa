"""Enrolling, changing, blocking, and points that are given by hand."""

from __future__ import annotations

import pytest

from tests.support.loyalty import a_member, ledger, points, programme
from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from theriac.core.facts.records import given
from theriac.core.privacy.keyed_hashes import make_hash_key
from theriac.core.problems import NotPermitted, Stale
from theriac.countries.registry import profile_for
from theriac.domains.loyalty.commands.change import (
    adjust_points,
    change_member,
    close_member,
    replace_card,
)
from theriac.domains.loyalty.commands.enrol import LoyaltyHolder, LoyaltyMemberNew, enrol_member
from theriac.domains.loyalty.commands.program import LoyaltyProgramNew, set_program
from theriac.domains.loyalty.commands.renew import renew_all
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.loyalty.problems import (
    LoyaltyMemberDiffers,
    LoyaltyMemberExists,
    LoyaltyRefused,
    TooFewPoints,
)
from theriac.domains.loyalty.queries.members import loyalty_standing
from theriac.domains.loyalty.queries.program import program_kept
from theriac.domains.loyalty.rules import number_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]


def found(shop: Shop, **by: object) -> LoyaltyMember | None:
    standing = loyalty_standing(actor=shop.owner, branch_id=shop.branch_id, **by)  # type: ignore[arg-type]
    return LoyaltyMember.objects.get(id=standing.id) if standing else None


def test_a_card_is_found_by_number_and_by_telephone(shop: Shop) -> None:
    member = a_member(shop, "0812 3456-7890")
    assert member.holder == {"name": "Bu Sari", "phone": "0812 3456-7890"}
    assert found(shop, number=member.number) == member
    assert found(shop, phone="+62 812 3456 7890") == member
    assert found(shop, phone="0812 0000 0000") is None
    a_member(shop, "081234567890")
    assert found(shop, phone="081234567890") is None  # two have it: nobody is meant


def test_a_newer_key_finds_it_too(shop: Shop) -> None:
    member = a_member(shop)
    make_hash_key()
    assert found(shop, phone="081234567890") == member
    assert (renew_all(), renew_all()) == (1, 0)
    assert found(shop, phone="081234567890") == member


def test_a_printed_card_is_taken_once(shop: Shop) -> None:
    number = number_of(4_711)
    assert a_member(shop, number=number).number == number
    with pytest.raises(LoyaltyMemberExists):
        a_member(shop, number=number)
    with pytest.raises(LoyaltyRefused):
        a_member(shop, number="12345678901")
    with pytest.raises(LoyaltyRefused):
        a_member(shop, "no number")


def test_a_patient_is_a_member_once(shop: Shop) -> None:
    patient_id = register(shop)
    told = given(LoyaltyMemberNew, patient_id=patient_id)
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    key = enrol_member(**at, member=told)  # type: ignore[arg-type]
    assert LoyaltyMember.objects.get(id=key).holder == {}
    with pytest.raises(LoyaltyMemberExists):
        enrol_member(**at, member=told)  # type: ignore[arg-type]
    assert found(shop, patient_id=patient_id) is not None


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


def test_the_programme_is_off_until_it_is_set(shop: Shop) -> None:
    assert (program_kept().terms.is_on, program_kept().version) == (False, 0)
    set_program(
        actor=shop.owner,
        version=0,
        program=given(LoyaltyProgramNew, is_on=True, earn_amount=1_000, point_value=10),
    )
    profile = profile_for("id")
    asked = {one.code for one in profile.legal_classes if one.needs_prescription or one.register}
    assert set(program_kept().terms.excluded) == asked != set()
    with pytest.raises(Stale):
        set_program(
            actor=shop.owner,
            version=0,
            program=given(LoyaltyProgramNew, is_on=False, earn_amount=0),
        )


@pytest.mark.parametrize(
    "told",
    [
        {"earn_amount": 0},
        {"earn_amount": 100, "excluded": ["nonsense"]},
        {"earn_amount": 100, "earn_points": 11, "point_value": 10},
    ],
)
def test_a_programme_that_cant_be_is_refused(shop: Shop, told: dict[str, object]) -> None:
    with pytest.raises(LoyaltyRefused):
        programme(shop, **told)
