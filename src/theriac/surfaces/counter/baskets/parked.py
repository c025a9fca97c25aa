"""Baskets that wait: told by the counter that parked them, fetched by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from theriac.core.facts.types import Instant
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.problems import SignInRefused
from theriac.domains.organisation.queries.device_keys import SignedFor
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.parked_baskets.commands.fetch import fetch_basket
from theriac.domains.parked_baskets.commands.park import ParkedState, take_parked
from theriac.domains.parked_baskets.content import LONGEST_SEALED, ParkedTold, opened_names
from theriac.domains.parked_baskets.queries import branch_baskets
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import PairedDevice, has_signed, paired_device
from theriac.surfaces.counter.tokens import person_of

LARGEST_PARCEL = 2 * LONGEST_SEALED


class ParkedIn(BaseModel):
    """Baskets that the device parked; its largest fits alone."""

    baskets: list[ParkedTold] = Field(max_length=5)


class ParkedStateOut(BaseModel):
    """What became of one."""

    id: UUID
    state: ParkedState


class ParkedOut(BaseModel):
    """What became of each, in the order in which they were told."""

    states: list[ParkedStateOut]


class WaitingIn(BaseModel):
    """Who asks, and of which baskets the device has a copy that the server knows."""

    token: str = Field("", max_length=500)
    own: list[UUID] = Field(default_factory=list, max_length=200)


class WaitingOut(BaseModel):
    """One that waits, or doesn't any more; its name for who is known by a token alone."""

    id: UUID
    state: str
    parked_at: datetime
    person_id: UUID
    terminal: str
    lines: int
    total: int | None
    name: str = ""
    ended_at: datetime | None = None


class BranchBasketsOut(BaseModel):
    """What waits, which of the device's own are gone, and what went because it was too old."""

    waiting: list[WaitingOut]
    gone: list[WaitingOut]
    expired: list[WaitingOut]


class FetchIn(BaseModel):
    """Which basket, for whom; ``changed_at`` of the device's own copy."""

    basket_id: UUID
    person_id: UUID
    changed_at: Instant | None = None


class FetchOut(BaseModel):
    """The basket; null where the device's own copy holds. What is parked again is newer."""

    basket: dict[str, Any] | None
    name: str
    changed_at: datetime | None


@endpoint("POST", most=LARGEST_PARCEL)
def parked(request: HttpRequest) -> HttpResponse:
    """Let each wait for any counter of the branch."""
    device = _signing(request, SignedFor.PARKED)
    told = read_body(request, ParkedIn).baskets
    states = [
        ParkedStateOut(
            id=one.id, state=take_parked(actor=device.actor, point=device.point, told=one)
        )
        for one in told
    ]
    return answer_with(ParkedOut(states=states))


@endpoint("POST")
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits at the branch; names for a person whom the server knows here."""
    device = paired_device(request)
    asked = read_body(request, WaitingIn)
    branch_id = device.point.branch_id
    found = branch_baskets(branch_id, device.point.terminal_id, asked.own)
    names = {}
    if _is_known(device, asked.token):
        sealed = [(one.id, one.sealed_name) for one in found.waiting if one.sealed_name]
        names = opened_names(branch_id, sealed)
    terminals = {UUID(str(one.id)): one.name for one in list_terminals()}
    return answer_with(
        BranchBasketsOut(
            waiting=_told(found.waiting, terminals, names),
            gone=_told(found.gone, terminals, {}),
            expired=_told(found.expired, terminals, {}),
        )
    )


@endpoint("POST")
def fetch(request: HttpRequest) -> HttpResponse:
    """Let this counter have the basket, and no other."""
    device = _signing(request, SignedFor.FETCHED)
    asked = read_body(request, FetchIn)
    got = fetch_basket(
        actor=device.actor,
        branch_id=device.point.branch_id,
        point=device.point,
        basket_id=asked.basket_id,
        person_id=asked.person_id,
        changed_at=asked.changed_at,
    )
    return answer_with(FetchOut(basket=got.basket, name=got.name, changed_at=got.changed_at))


def _signing(request: HttpRequest, purpose: SignedFor) -> PairedDevice:
    device = paired_device(request)
    if not has_signed(device, purpose, request):
        raise NotPermitted(_("This device isn’t the one that was paired. Pair it again."))
    return device


def _is_known(device: PairedDevice, token: str) -> bool:
    try:
        person_of(device, token)
    except SignInRefused:
        return False
    return True


def _told(
    rows: Sequence[Any], terminals: Mapping[UUID, str], names: Mapping[UUID, str]
) -> list[WaitingOut]:
    return [
        WaitingOut(
            id=row.id,
            state=row.state,
            parked_at=row.parked_at,
            person_id=row.person_id,
            terminal=terminals.get(row.terminal_id, ""),
            lines=row.lines,
            total=row.total,
            name=names.get(row.id, ""),
            ended_at=row.ended_at,
        )
        for row in rows
    ]
