"""Pure decisions of a count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from theriac.core.ids import new_id
from theriac.domains.stock.rules.instants import happened_at
from theriac.domains.stocktaking.rules import (
    CountCandidate,
    Limits,
    Look,
    accepted,
    classes_of,
    due_list,
    due_reason,
    is_over,
    look_instant,
    wants_again,
)

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def test_nothing_happens_after_it_was_recorded() -> None:
    hour = timedelta(hours=1)
    assert happened_at(NOW - hour, NOW) == NOW - hour
    assert happened_at(NOW + hour, NOW) == NOW


def test_a_look_is_put_right_only_where_the_clock_is_off() -> None:
    second, hour = timedelta(seconds=1), timedelta(hours=1)
    assert look_instant(NOW - hour, NOW - 20 * second, NOW) == NOW - hour
    assert look_instant(NOW, NOW + hour, NOW) == NOW - hour
    assert look_instant(NOW + hour, None, NOW) == NOW


@pytest.mark.parametrize(
    ("counted", "expected", "value", "over"),
    [
        (90, 100, None, False),
        (89, 100, None, True),
        (1, 0, None, True),
        (0, 0, None, False),
        (99, 100, -501, True),
        (99, 100, -500, False),
    ],
)
def test_over_the_limit(counted: int, expected: int, value: int | None, over: bool) -> None:
    limits = Limits(percent=10, value=500)
    assert is_over(counted=counted, expected=expected, value=value, limits=limits) is over


def test_another_person_settles_a_line_and_alone_a_second_look_does() -> None:
    person = new_id()
    first = Look(new_id(), 5, NOW, NOW, person)
    second = Look(new_id(), 6, NOW + timedelta(1), NOW + timedelta(1), person)
    limits, alone = Limits(10, None), Limits(10, None, alone=True)
    assert accepted([second, first]) is second
    assert wants_again([first, second], over=True, asked_at=None, limits=limits)
    assert not wants_again([first, second], over=True, asked_at=None, limits=alone)
    assert not wants_again([first], over=False, asked_at=None, limits=limits)
    assert wants_again([first], over=False, asked_at=NOW, limits=limits)
    assert not wants_again([], over=True, asked_at=NOW, limits=limits)


def test_classes_go_by_the_value_that_was_sold() -> None:
    a, b, c, unused = (new_id() for _ in range(4))
    assert classes_of({a: 80, b: 15, c: 5, unused: 0}) == {a: "A", b: "B", c: "C", unused: "C"}
    assert classes_of({a: 0, b: 0}) == {a: "C", b: "C"}


@pytest.mark.rows("STK-17")
def test_what_is_due_and_in_which_turn() -> None:
    def one(abc: str, days: int | None, **more: bool) -> CountCandidate:
        on = None if days is None else TODAY - timedelta(days=days)
        return CountCandidate(
            new_id(), abc, more.get("controlled", False), on, more.get("off", False)
        )

    assert [
        due_reason(candidate, TODAY)
        for candidate in (
            one("C", 0, controlled=True),
            one("C", None),
            one("C", 7, off=True),
            one("C", 6, off=True),
            one("A", 30),
            one("A", 29),
            one("B", 90),
            one("C", 180),
            one("C", 179),
        )
    ] == ["controlled", "never", "risk", None, "class_a", None, "class_b", "class_c", None]
    products = [one("C", 200), one("A", 40), one("B", None), one("A", 0, controlled=True)]
    found = due_list(products, today=TODAY, most=2)
    assert [why for _one, why in found] == ["controlled", "class_a", "never"]
