"""What a sweep leaves to other runs is asked there: no name, value or database is forgotten."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.support.by_turns import left_to_others
from tests.support.turns import OF_THE_REST, SHARE, Turns

NAMES = [f"screen_{number}" for number in range(300)]
SERVERS = ("postgresql", "mariadb")


def asked(turns: Turns) -> set[str]:
    return {name for name in NAMES if turns(name)}


def test_sqlite_is_asked_every_name_in_every_run() -> None:
    assert asked(Turns(7, "sqlite", is_long=False)) == set(NAMES)


def test_by_change_sqlite_is_asked_what_that_reaches_and_each_other_name_in_nine_proofs() -> None:
    drawn = [
        asked(Turns(7, "sqlite", False, reaches=NAMES[:20].__contains__, turn=turn))
        for turn in range(SHARE)
    ]
    assert set.intersection(*drawn) == set(NAMES[:20])
    assert set().union(*drawn) == set(NAMES)
    assert sum(len(one) - 20 for one in drawn) == len(NAMES) - 20
    assert asked(Turns(7, "sqlite", True, reaches=[].__contains__)) == set(NAMES)


def test_by_change_a_server_is_asked_its_own_of_what_that_reaches_and_each_name_in_turn() -> None:
    reached = set(NAMES[:60])
    for server in SERVERS:
        own = asked(Turns(7, server, False)) & reached
        drawn = [
            asked(Turns(7, server, False, reaches=reached.__contains__, turn=turn))
            for turn in range(SHARE * OF_THE_REST)
        ]
        assert set.intersection(*drawn) == own
        assert set().union(*drawn) == set(NAMES)
        assert sum(len(one - own) for one in drawn) == len(NAMES) - len(own)


def halved(turns: Turns) -> set[str]:
    return {name for name in NAMES if turns.by_halves(name)}


def test_a_dear_sweep_asks_in_two_proofs_every_name_and_in_each_what_changed() -> None:
    drawn = [
        halved(Turns(7, "sqlite", False, turn=turn, anew=NAMES[:20].__contains__))
        for turn in range(2)
    ]
    assert set.intersection(*drawn) == set(NAMES[:20])
    assert set().union(*drawn) == set(NAMES)
    assert all(120 < len(one) < 200 for one in drawn)


def test_it_asks_all_at_night_by_itself_and_of_a_small_change() -> None:
    assert halved(Turns(7, "sqlite", True, anew=[].__contains__)) == set(NAMES)
    assert halved(Turns(7, "sqlite", False)) == set(NAMES)
    small = Turns(7, "sqlite", False, reaches=NAMES[:20].__contains__)
    assert halved(small) == asked(small) > set(NAMES[:20])
    server = Turns(7, "mariadb", False, anew=[].__contains__)
    assert halved(server) == asked(server)


def test_the_servers_are_asked_different_ninths_and_all_within_nine_seeds() -> None:
    first, second = (asked(Turns(7, server, is_long=False)) for server in SERVERS)
    assert first.isdisjoint(second)
    assert 0 < len(first) < len(NAMES) / 5
    for server in SERVERS:
        seeds = [asked(Turns(seed, server, is_long=False)) for seed in range(SHARE)]
        assert set().union(*seeds) == set(NAMES)
        assert sum(len(one) for one in seeds) == len(NAMES)


@pytest.mark.parametrize("count", [1, 2])
def test_each_value_of_a_name_comes_with_one_of_five_seeds(count: int) -> None:
    for name in NAMES[:20]:
        drawn = [
            Turns(seed, "sqlite", is_long=False).some(name, "abcde", count) for seed in range(5)
        ]
        assert {len(set(one)) for one in drawn} == {count}
        assert set("".join("".join(one) for one in drawn)) == set("abcde")
        assert Turns(3, "mariadb", is_long=False).some(name, "abcde", count) == drawn[3]


def test_what_moved_on_asks_the_next_values_under_the_same_seed() -> None:
    drawn = [
        Turns(7, "sqlite", is_long=False).some("name", "abcdef", 2, moved) for moved in range(3)
    ]
    assert sorted("".join("".join(one) for one in drawn)) == list("abcdef")


def test_few_values_are_all_asked() -> None:
    assert Turns(7, "sqlite", is_long=False).some("name", "ab", 2) == ["a", "b"]
    assert Turns(7, "sqlite", is_long=False).some("name", "", 1) == []


def test_the_dearer_way_comes_to_each_name_in_turn() -> None:
    ways = [
        [Turns(seed, "sqlite", is_long=False).one_in(3, one) for one in NAMES] for seed in range(3)
    ]
    assert [sum(ways[seed][index] for seed in range(3)) for index in range(len(NAMES))] == [1] * 300


@pytest.mark.parametrize("database", ["sqlite", *SERVERS])
def test_the_night_asks_everything(database: str) -> None:
    night = Turns(7, database, is_long=True)
    assert asked(night) == set(NAMES)
    assert night.some("name", "abcde") == list("abcde")
    assert night.one_in(3, "name")


@dataclass(frozen=True)
class Collected:
    """A test as pytest collects it, as far as turns look at it."""

    nodeid: str
    marks: tuple[pytest.Mark, ...]

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        return next((one for one in self.marks if one.name == name), None)


PAGES = pytest.mark.one_by_turns(on_sqlite=2).mark
COLLECTED = [
    Collected("scan.py::test_scan", (pytest.mark.night.mark,)),
    Collected("list.py::test_gtins", (pytest.mark.night("postgresql", "mariadb").mark,)),
    *(Collected(f"list.py::test_list[{n}]", (pytest.mark.one_by_turns.mark,)) for n in range(7)),
    *(Collected(f"page.py::test_page[{n}]", (PAGES,)) for n in range(4)),
    *(Collected(f"steps.py::test_{n}", (pytest.mark.one_server.mark,)) for n in range(8)),
    Collected("other.py::test_other", ()),
]
STEPS = [f"steps.py::test_{n}" for n in range(8)]


def taken(database: str, *, is_long: bool = False) -> list[str]:
    left = left_to_others(COLLECTED, Turns(7, database, is_long=is_long))
    return [one.nodeid for one in COLLECTED if one.nodeid not in left]


def test_what_covers_a_statement_is_taken_whose_turn_it_ever_is() -> None:
    turns = Turns(7, "mariadb", is_long=False)
    first = left_to_others(COLLECTED, turns)
    [one, *_others] = sorted(name for name in first if name.startswith("list.py::test_list"))
    assert left_to_others(COLLECTED, turns, {one}) == first - {one}


def test_an_ordinary_run_leaves_to_the_night_what_is_marked_so() -> None:
    lists = [f"list.py::test_list[{n}]" for n in range(7)]
    pages = [name for name in taken("sqlite") if name.startswith("page.py")]
    assert taken("sqlite") == [
        "list.py::test_gtins",
        *lists,
        *pages,
        *STEPS,
        "other.py::test_other",
    ]
    assert len(pages) == PAGES.kwargs["on_sqlite"]
    for server in SERVERS:
        [one, page, *_steps, other] = taken(server)
        assert one in lists
        assert (page.partition("[")[0], other) == ("page.py::test_page", "other.py::test_other")
        assert len(taken(server, is_long=True)) == len(COLLECTED)


def test_what_one_server_is_enough_for_is_asked_of_exactly_one() -> None:
    first, second = ({*taken(server)} & {*STEPS} for server in SERVERS)
    assert first | second == set(STEPS)
    assert first.isdisjoint(second)
    assert first
    assert second
    turns = Turns(7, "mariadb", is_long=False)
    assert not {*STEPS} & left_to_others(COLLECTED, turns, set(STEPS))
