"""Paying by credit at a counter: what an account may still be charged, now and without network."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from theriac.core import clock
from theriac.core.problems import NotFound
from theriac.domains.credit.queries.accounts import credit_standing, free_by_number
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class CreditIn(BaseModel):
    """An account by its number, or the patient's; neither asks for what holds without network."""

    token: str = Field(default="", max_length=500)
    number: str = Field(default="", max_length=24)
    patient_id: UUID | None = None


class CreditOut(BaseModel):
    """An account as it stands; ``free`` and ``limit`` in minor units."""

    id: UUID
    number: str
    state: str
    free: int
    limit: int


class FreeCreditOut(BaseModel):
    """What accounts may be charged without network, by number."""

    at: datetime
    free: dict[str, int]


@endpoint("POST")
def credit(request: HttpRequest) -> HttpResponse:
    """An account for a person who may see accounts; what is free by number for the device."""
    device = paired_device(request)
    asked = read_body(request, CreditIn)
    if not asked.number and asked.patient_id is None:
        return answer_with(FreeCreditOut(at=clock.now(), free=dict(free_by_number())))
    found = credit_standing(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        number=asked.number,
        patient_id=asked.patient_id,
    )
    if found is None:
        raise NotFound(_("No credit account has this number. Check the card."))
    return answer_with(
        CreditOut(
            id=found.id,
            number=found.number,
            state=found.state,
            free=found.free,
            limit=found.credit_limit,
        )
    )
