"""The programme, members and entries as they are answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.loyalty.commands.enrol import LoyaltyHolder
from theriac.domains.loyalty.problems import unknown_member
from theriac.domains.loyalty.queries import find_loyalty_member, loyalty_program
from theriac.surfaces.api.schemas.loyalty.members import (
    LoyaltyEntry,
    LoyaltyMember,
    LoyaltyProgram,
)

_ENTRY = ("id member_id branch_id kind points number booked_on expires_on note").split()


def program_told(actor: Actor, branch_id: UUID) -> LoyaltyProgram:
    found = loyalty_program(actor=actor, branch_id=branch_id)
    terms = found.terms
    return LoyaltyProgram(
        is_on=terms.is_on,
        earn_amount=terms.earn_amount,
        earn_points=terms.earn_points,
        point_value=terms.point_value,
        least_spend=terms.least_spend,
        expiry_months=terms.expiry_months,
        excluded=sorted(terms.excluded),
        version=found.version,
    )


def found_member(actor: Actor, branch_id: UUID, member_id: UUID) -> Any:
    found = find_loyalty_member(actor=actor, branch_id=branch_id, member_id=member_id)
    if found is None:
        raise unknown_member()
    return found


def member_told(actor: Actor, branch_id: UUID, member_id: UUID) -> LoyaltyMember:
    return one_told(found_member(actor, branch_id, member_id))


def one_told(row: Any) -> LoyaltyMember:
    return LoyaltyMember(
        id=row.id,
        number=row.number,
        patient_id=row.patient_id,
        holder=given(LoyaltyHolder, **row.holder),
        points=row.points,
        state=row.state,
        state_reason=row.state_reason,
        joined_at=row.joined_at,
        version=row.version,
    )


def points_told(row: Any) -> LoyaltyEntry:
    return LoyaltyEntry.model_validate({name: getattr(row, name) for name in _ENTRY})
