"""Workers say that they are there; those silent for a day are forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from theriac.core.clock import at, now
from theriac.core.jobs.beats import beat, end_beat, seconds_since_beat
from theriac.core.jobs.models import WorkerBeat


@pytest.mark.django_db
def test_the_latest_sign_of_life_counts() -> None:
    assert seconds_since_beat() is None
    start = now()
    with at(start):
        beat("first")
    with at(start + timedelta(seconds=50)):
        beat("second")
        assert seconds_since_beat() == 0
    with at(start + timedelta(seconds=60)):
        assert seconds_since_beat() == 10
        beat("first")
        end_beat("first")
        assert seconds_since_beat() == 10
    with at(start + timedelta(days=2)):
        beat("third")
    assert list(WorkerBeat.objects.values_list("worker", flat=True)) == ["third"]
