"""Cards at a counter that collect points: looked up, and given to who enrols."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from theriac.core import clock
from theriac.core.facts.records import given
from theriac.core.problems import NotFound
from theriac.domains.loyalty.commands.enrol import (
    LoyaltyHolder,
    LoyaltyMemberNew,
    enrol_member,
)
from theriac.domains.loyalty.problems import unknown_member
from theriac.domains.loyalty.queries import (
    find_loyalty_member,
    loyalty_standing,
    points_by_number,
    terms_now,
)
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.once import done_once
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class MemberAsked(BaseModel):
    """A member by card, telephone or patient; none of them asks for what holds without network."""

    token: str = Field(default="", max_length=500)
    number: str = Field(default="", max_length=24)
    phone: str = Field(default="", max_length=40)
    patient_id: UUID | None = None


class ProgramTold(BaseModel):
    """The programme's terms; amounts in minor units."""

    is_on: bool
    earn_amount: int
    earn_points: int
    point_value: int
    least_spend: int
    excluded: list[str]


class MemberStanding(BaseModel):
    """A member as they stand, with the terms."""

    number: str
    state: str
    points: int
    program: ProgramTold


class PointsTold(BaseModel):
    """What members have, by number, and the terms."""

    at: datetime
    program: ProgramTold
    points: dict[str, int]


@endpoint("POST")
def loyalty(request: HttpRequest) -> HttpResponse:
    """A member for a person who may see members; points by number for the device."""
    device = paired_device(request)
    asked = read_body(request, MemberAsked)
    program = _program()
    if not asked.number and not asked.phone and asked.patient_id is None:
        points = dict(points_by_number()) if program.is_on else {}
        return answer_with(PointsTold(at=clock.now(), program=program, points=points))
    found = loyalty_standing(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        number=asked.number,
        phone=asked.phone,
        patient_id=asked.patient_id,
    )
    if found is None:
        raise NotFound(
            _("No loyalty member has this number. Check the card, or enrol the customer.")
        )
    return answer_with(
        MemberStanding(number=found.number, state=found.state, points=found.points, program=program)
    )


def _program() -> ProgramTold:
    terms = terms_now()
    return ProgramTold(
        is_on=terms.is_on,
        earn_amount=terms.earn_amount,
        earn_points=terms.earn_points,
        point_value=terms.point_value,
        least_spend=terms.least_spend,
        excluded=sorted(terms.excluded),
    )


class MemberEnrolled(BaseModel):
    """Who enrols: the patient of the basket, or whoever tells a name and telephone number.

    ``id`` is the device's; ``number`` that of a printed card, "" for one that is drawn; ``agreed``:
    name and telephone may be kept.
    """

    token: str = Field(max_length=500)
    id: UUID
    patient_id: UUID | None = None
    name: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=40)
    number: str = Field(default="", max_length=24)
    agreed: bool = False


@endpoint("POST")
def enrol(request: HttpRequest) -> HttpResponse:
    """Enrol once for each id of the device; the member. Raises what the command raises."""
    device = paired_device(request)
    asked = read_body(request, MemberEnrolled)
    actor, branch_id = person_of(device, asked.token), BranchId(device.point.branch_id)
    new = given(
        LoyaltyMemberNew,
        patient_id=asked.patient_id,
        holder=given(LoyaltyHolder, name=asked.name, phone=asked.phone),
        number=asked.number,
    )
    made = done_once(
        device,
        "counter.loyalty_member",
        asked.id,
        asked,
        lambda: enrol_member(actor=actor, branch_id=branch_id, member=new, has_agreed=asked.agreed),
    )
    row = find_loyalty_member(actor=actor, branch_id=branch_id, member_id=made)
    if row is None:
        raise unknown_member()
    return answer_with(
        MemberStanding(number=row.number, state=row.state, points=row.points, program=_program())
    )
