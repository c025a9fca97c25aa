"""Recording what was asked for and wasn't there: at a counter, or by a program or a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.unmet_requests.drafts import (
    RECORD,
    RequestTold,
    RequestWritten,
    read_told,
    request_row,
)
from theriac.domains.unmet_requests.models import MOST_A_DAY, UnmetRequest
from theriac.domains.unmet_requests.problems import TooManyRequests

A_DAY = timedelta(days=1)


class RequestState(StrEnum):
    """What became of what a device told; what has no word of it is sent again."""

    TAKEN = "taken"
    REFUSED = "refused"


@command(
    name="unmet_requests.record_request",
    done=gettext_lazy("Recorded a lost sale"),
    permission=KEEP_WANTS,
)
def record_request(
    *, actor: Actor, branch_id: BranchId, asked: RequestWritten, asked_at: datetime | None = None
) -> UUID:
    """Keep what was asked for just now, or at an instant; returns its id.

    Raises Unprocessable without a product and words, NotFound for one that isn't in the catalogue.
    """
    row = request_row(
        current_unit().effect_id,
        branch_id,
        asked,
        person_id=actor.id,
        asked_at=asked_at or clock.now(),
    )
    row.save(force_insert=True)
    _note(row)
    return row.id


def take_told_request(
    *, actor: Actor, point: SellingPoint, wire: Mapping[str, Any], is_signed: bool
) -> RequestState | None:
    """Take what a device recorded, once; told again it leaves no trace.

    ``refused`` where it can't be read or names no product of the catalogue: nobody could make it
    right. None, so that the device keeps it, where it isn't signed, its terminal is revoked, or
    told more than a day's requests.
    """
    told = read_told(wire)
    if told is None:
        return RequestState.REFUSED if _has_id(wire) else None
    if UnmetRequest.objects.filter(id=told.id).exists():
        return RequestState.TAKEN
    if not is_signed or point.terminal_revoked:
        return None
    try:
        _keep_told(actor=actor, branch_id=BranchId(point.branch_id), point=point, told=told)
    except TooManyRequests:
        return None
    except (Unprocessable, NotFound):
        return RequestState.REFUSED
    return RequestState.TAKEN


@command(name="unmet_requests._keep_told", done=gettext_lazy("Received a lost sale"))
def _keep_told(
    *, actor: Actor, branch_id: BranchId, point: SellingPoint, told: RequestTold
) -> None:
    """Write what a device told; two deliveries at the same moment are one row."""
    since = clock.now() - A_DAY
    told_today = UnmetRequest.objects.filter(
        terminal_id=point.terminal_id, recorded_at__gt=since
    ).count()
    if told_today >= MOST_A_DAY:
        raise TooManyRequests(
            _("This counter recorded %(most)s lost sales in one day. The rest follows tomorrow.")
            % {"most": MOST_A_DAY}
        )
    row = request_row(
        told.id,
        branch_id,
        told,
        person_id=told.person_id,
        asked_at=told.at,
        terminal_id=point.terminal_id,
    )
    if insert_if_absent(UnmetRequest, row):
        _note(row)


def _note(row: UnmetRequest) -> None:
    facts = {"product_id": row.product_id, "quantity": row.quantity, "person_id": row.person_id}
    current_unit().record(RECORD, row.id, facts=facts, branch_id=row.branch_id)


def _has_id(wire: Mapping[str, Any]) -> bool:
    key = wire.get("id")
    return isinstance(key, str) and parse_id(key) is not None
