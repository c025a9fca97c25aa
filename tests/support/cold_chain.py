"""A fridge with a sensor, and readings, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.cold_chain.commands.readings import (
    ReadingSent,
    RecordedReadings,
    record_readings,
)
from theriac.domains.cold_chain.commands.sensors import SensorWritten, add_sensor


def a_sensor(shop: Shop, code: str = "T-1", **facts: Any) -> UUID:
    """A sensor in the fridge of the shop's branch."""
    given = {"name": "Vaccine fridge", "shelf": "K1", **facts}
    return add_sensor(
        actor=shop.owner, branch_id=shop.branch_id, facts=SensorWritten(code=code, **given)
    )


def said(shop: Shop, points: Sequence[tuple[datetime, int]], code: str = "T-1") -> RecordedReadings:
    """Record these temperatures in tenths of a degree."""
    return record_readings(
        actor=shop.owner,
        branch_id=shop.branch_id,
        readings=[
            ReadingSent(code=code, taken_at=taken_at, tenths=tenths) for taken_at, tenths in points
        ],
    )


def minutes_ago(minutes: int) -> datetime:
    """An instant, to the minute."""
    return (clock.now() - timedelta(minutes=minutes)).replace(second=0, microsecond=0)


def an_excursion(shop: Shop, code: str = "T-1") -> None:
    """Forty minutes of 9.5 degrees, over now."""
    said(shop, [(minutes_ago(m), t) for m, t in ((90, 50), (80, 95), (50, 95), (40, 60))], code)
