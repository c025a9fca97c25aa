from collections import Counter
from datetime import UTC, datetime

import pytest

from theriac.surfaces.operations.demo.plan.chance import Chance, Weights


def test_the_stream_is_the_same_on_every_machine() -> None:
    chance = Chance("seed", 7)
    assert [chance.below(1000) for _ in range(6)] == [548, 352, 368, 135, 573, 361]


def test_another_seed_gives_another_stream() -> None:
    first, second = Chance("seed", 7), Chance("seed", 8)
    assert [first.below(10**9) for _ in range(4)] != [second.below(10**9) for _ in range(4)]


def test_between_includes_both_ends() -> None:
    chance = Chance("ends")
    assert {chance.between(3, 5) for _ in range(200)} == {3, 4, 5}


def test_weights_draw_as_often_as_they_say() -> None:
    chance, weights = Chance("weights"), Weights((1, 0, 3))
    counts = Counter(weights.draw(chance) for _ in range(4000))
    assert sorted(counts) == [0, 2]
    assert 2900 < counts[2] < 3100


def test_weights_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing has any weight"):
        Weights((0, 0))


def test_a_shuffle_keeps_every_thing() -> None:
    things = list(range(50))
    Chance("shuffle").shuffle(things)
    assert things != list(range(50))
    assert sorted(things) == list(range(50))


def test_an_id_is_a_version_7_of_its_instant() -> None:
    instant = datetime(2026, 11, 20, 3, 42, 10, 123_000, tzinfo=UTC)
    made = Chance("id").id_at(instant)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == 1_795_146_130_123
