"""Runs outside the limits: the worse is taken, and the order of arrival doesn't matter."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest

from theriac.domains.cold_chain.rules import (
    PlaceChange,
    Reading,
    is_concerned,
    is_out,
    most_there,
    run_with,
    runs_of,
    silences,
)

ZERO = datetime(2026, 11, 20, 8, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return ZERO + timedelta(minutes=minutes)


def readings(*points: tuple[int, int]) -> list[Reading]:
    return [Reading(at(m), tenths, is_out(tenths, 20, 80)) for m, tenths in points]


def test_a_limit_itself_is_inside() -> None:
    assert [is_out(tenths, 20, 80) for tenths in (19, 20, 80, 81)] == [True, False, False, True]


@pytest.mark.rows("STK-31")
def test_above_the_limit_for_its_minutes_is_an_excursion() -> None:
    short, long = runs_of(
        readings((0, 50), (10, 85), (20, 85), (39, 60), (50, 90), (60, 99), (80, 79))
    )
    assert (short.began_at, short.ended_at, short.readings) == (at(10), at(39), 2)
    assert (short.is_excursion(30), short.is_excursion(29)) == (False, True)
    assert (long.began_at, long.last_at, long.lowest, long.highest) == (at(50), at(60), 90, 99)
    assert long.is_excursion(30)


def test_while_it_goes_on_only_what_was_read_counts() -> None:
    (run,) = runs_of(readings((0, 10), (29, 90)))
    assert (run.ended_at, run.is_excursion(30), run.lowest, run.highest) == (None, False, 10, 90)
    (longer,) = runs_of(readings((0, 10), (29, 90), (30, 90)))
    assert longer.is_excursion(30)


def test_the_order_of_arrival_doesnt_matter(rng: random.Random) -> None:
    for _ in range(300):
        points = {rng.randrange(200): rng.choice([10, 50, 60, 85, 95]) for _ in range(25)}
        given = readings(*points.items())
        expected = runs_of(given)
        shuffled = rng.sample(given, len(given))
        assert runs_of(shuffled) == expected
        for run, later in itertools.pairwise(expected):
            assert run.ended_at is not None
            assert run.ended_at <= later.began_at


def test_a_further_reading_never_joins_runs_and_a_known_one_is_found_again(
    rng: random.Random,
) -> None:
    for _ in range(300):
        points = {rng.randrange(200): rng.choice([10, 50, 60, 85, 95]) for _ in range(20)}
        given = rng.sample(readings(*points.items()), len(points))
        starts: set[datetime] = set()
        for count in range(1, len(given) + 1):
            runs = runs_of(given[:count])
            homes = [run_with(runs, start) for start in starts]
            assert None not in homes
            assert len({run.began_at for run in homes if run}) == len(starts)
            starts = {run.began_at for run in runs}


def test_silence_is_told_between_readings_and_at_the_ends() -> None:
    found = silences([at(100), at(10)], at(0), at(130), 30)
    assert found == [(at(10), at(100))]
    assert silences([], at(0), at(60), 30) == [(at(0), at(60))]


def test_what_lies_where_the_sensor_hangs() -> None:
    where = {"sensor_shelf": "K1", "sensor_storage": "fridge"}
    assert is_concerned(lies=" k1 ", home="A3", storage="", **where)
    assert not is_concerned(lies="A3", home="K1", storage="fridge", **where)
    assert is_concerned(lies="", home="A3", storage="fridge", **where)
    assert is_concerned(lies="", home="k1", storage="room", **where)
    assert not is_concerned(lies="", home="", storage="room", **where)
    anywhere = {"sensor_shelf": "", "sensor_storage": "fridge"}
    assert is_concerned(lies="A3", home="", storage="fridge", **anywhere)
    assert not is_concerned(lies="", home="", storage="room", **anywhere)


@pytest.mark.parametrize(
    ("now", "changes", "until", "most"),
    [
        (5, [], 60, 5),
        (0, [(70, -5)], 60, 5),
        (5, [(70, 5)], 60, 0),
        (0, [(10, 5), (20, -5)], 60, 5),
        (0, [(10, -2), (20, -3)], 60, 5),
        (9, [(70, 4)], None, 9),
        (3, [(60, 3)], 60, 3),
        (0, [(30, -4), (30, 4)], 60, 4),
        (0, [(30, -4), (70, 4)], 60, 0),
    ],
)
def test_the_most_that_was_there(
    now: int, changes: list[tuple[int, int]], until: int | None, most: int
) -> None:
    rows = [PlaceChange(at(minute), quantity) for minute, quantity in changes]
    assert most_there(now, rows, None if until is None else at(until)) == most
