"""Holding what a device pushed as a sale although it isn't the form of one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.privacy.periods import ready_owner
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.organisation.queries.terminals import prefix_of_series
from theriac.domains.sales.checkout.numbers import SALE_SERIES
from theriac.domains.sales.models import HeldPush
from theriac.domains.sales.prescriptions import GROUND_KEYS
from theriac.domains.sales.pushes.bounds import PushBound, is_near
from theriac.domains.sales.queries.series import last_number

LONGEST_KEPT = 100_000
"""Characters of what was sent; a sale of three hundred lines has fewer."""
LONGEST_NUMBER = 40
NO_SERIES = UUID(int=0)


@command(name="sales.hold_malformed", done=_("Put an unreadable sale on hold"))
def hold_malformed(
    *,
    actor: Actor,
    branch_id: UUID,
    point: SellingPoint,
    sale_id: UUID,
    wire: Mapping[str, Any],
    bound: PushBound | None = None,
    is_signed: bool = True,
) -> None:
    """Keep the first 100,000 characters of what was sent, under the sale's id; again adds nothing.

    ``bound`` is the one that it exceeds so far that it isn't read. Its number explains a gap only
    where the device signed it (``is_signed``), the series is its terminal's own and the number can
    be read and is near.
    """
    raw = json.dumps(wire, sort_keys=True)
    series_id = _id(wire.get("series_id"))
    moment = clock.now()
    held = HeldPush(
        id=new_id(),
        sale_id=sale_id,
        terminal_id=point.terminal_id,
        branch_id=point.branch_id,
        reason=bound or HeldPush.Reason.MALFORMED,
        number=_number(wire.get("number")),
        series_id=series_id or NO_SERIES,
        sequence=_sequence(wire.get("sequence"), point, series_id) if is_signed else 0,
        content_hash=sha256(raw.encode()).hexdigest(),
        content={"raw": raw[:LONGEST_KEPT]},
        key_id=ready_owner(GROUND_KEYS, moment),
        received_at=moment,
        decided_at=None,
        decided_by=None,
    )
    if insert_if_absent(HeldPush, held):
        current_unit().record("sales.held_push", held.id, reason=held.reason)


def _id(value: Any) -> UUID | None:
    try:
        return UUID(value)
    except (AttributeError, TypeError, ValueError):
        return None


def _number(value: Any) -> str:
    """The printed number where it is a text that every database keeps, else ""."""
    return value[:LONGEST_NUMBER] if isinstance(value, str) and value.isprintable() else ""


def _sequence(value: Any, point: SellingPoint, series_id: UUID | None) -> int:
    if series_id is None or type(value) is not int:
        return 0
    if prefix_of_series(point.terminal_id, series_id, SALE_SERIES) is None:
        return 0
    return value if is_near(value, 0) or is_near(value, last_number(series_id)) else 0
