"""Enrolling: a card that is found, a printed one, a patient once."""

from __future__ import annotations

import pytest

from tests.support.loyalty import a_member
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core.facts.records import given
from theriac.domains.loyalty.commands.change import change_member, close_member
from theriac.domains.loyalty.commands.enrol import LoyaltyHolder, LoyaltyMemberNew, enrol_member
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.loyalty.problems import (
    LoyaltyMemberExists,
    LoyaltyRefused,
)
from theriac.domains.loyalty.queries import loyalty_standing
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


def test_a_telephone_number_has_one_card_until_that_is_closed(shop: Shop) -> None:
    member = a_member(shop, "0812 3456-7890")
    with pytest.raises(LoyaltyMemberExists) as refused:
        a_member(shop, "+62 812 3456 7890")
    assert refused.value.facts["member_id"] == member.id
    other = a_member(shop, "")
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "version": 1}
    taken = {
        **at,
        "loyalty_member_id": LoyaltyMemberId(other.id),
        "holder": given(LoyaltyHolder, name="Bu Ani", phone="081234567890"),
    }
    with pytest.raises(LoyaltyMemberExists):
        change_member(**taken)  # type: ignore[arg-type]
    kept = {**taken, "loyalty_member_id": LoyaltyMemberId(member.id)}
    assert change_member(**kept) == 2  # type: ignore[arg-type]
    closed = {"loyalty_member_id": LoyaltyMemberId(member.id), "reason": "moved away"}
    close_member(**{**at, "version": 2}, **closed)  # type: ignore[arg-type]
    assert change_member(**taken) == 2  # type: ignore[arg-type]
    assert found(shop, phone="081234567890") == other


def test_a_printed_card_is_taken_once(shop: Shop) -> None:
    number = number_of(4_711)
    assert a_member(shop, number=number).number == number
    with pytest.raises(LoyaltyMemberExists) as refused:
        a_member(shop, "", number=number)
    assert refused.value.field == "number"
    with pytest.raises(LoyaltyRefused):
        a_member(shop, "", number="12345678901")
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
