"""Refunds that a till may pay out, as a counter lists them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.tills.queries.refunds import refunds_to_pay
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.people import short_name
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class RefundsIn(BaseModel):
    """Who asks."""

    token: str = Field(max_length=500)


class OwedRefundOut(BaseModel):
    """Cash of a credit note that nobody was paid yet."""

    return_id: UUID
    number: str
    at: datetime
    person: str
    amount: int


class RefundsOut(BaseModel):
    """The newest first, at most a hundred."""

    refunds: list[OwedRefundOut]


@endpoint("POST")
def refunds(request: HttpRequest) -> HttpResponse:
    """The branch's refunds in cash that wait for a till."""
    device = paired_device(request)
    asked = read_body(request, RefundsIn)
    person = person_of(device, asked.token)
    found = refunds_to_pay(actor=person, branch_id=device.point.branch_id)
    names = names_of({one.person_id for one in found})
    return answer_with(
        RefundsOut(
            refunds=[
                OwedRefundOut(
                    return_id=one.return_id,
                    number=one.number,
                    at=one.recorded_at,
                    person=short_name(names.get(one.person_id, "")),
                    amount=one.amount,
                )
                for one in found
            ]
        )
    )
