"""Coming on duty, and leaving, at a counter where the server knows the person."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from theriac.domains.duty.commands.sign_off import sign_off
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.queries import turn_ends
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class DutyIn(BaseModel):
    """Who comes, as the server knew them at the sign-in; ``leaves``: who goes."""

    token: str = Field(default="", max_length=500)
    leaves: bool = False


class DutyAnswerOut(BaseModel):
    """Until when the person is on duty at the latest; null for who left."""

    until: datetime | None


@endpoint("POST")
def duty(request: HttpRequest) -> HttpResponse:
    """The person of the token comes on duty or leaves. Raises what the commands raise."""
    device = paired_device(request)
    asked = read_body(request, DutyIn)
    person = person_of(device, asked.token)
    if asked.leaves:
        sign_off(actor=person, branch_id=device.point.branch_id)
        return answer_with(DutyAnswerOut(until=None))
    turn_id = sign_on(actor=person, branch_id=device.point.branch_id)
    return answer_with(DutyAnswerOut(until=turn_ends(turn_id)))
