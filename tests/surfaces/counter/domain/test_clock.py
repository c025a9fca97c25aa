"""How far a device's clock is off."""

from __future__ import annotations

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 0), (300, 0), (301, 5), (-300, 0), (420, 7), (-425, -7), (90_000, 1500)],
)
def test_minutes_ahead_are_told_beyond_five(run: Run, seconds: int, minutes: int) -> None:
    told = "(clock, [device, server]) => clock.minutesAhead(device, server)"
    server = 1_790_000_000_000
    assert run("domain/clock.js", told, [server + seconds * 1000, server]) == minutes
