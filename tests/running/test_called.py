"""Which journeys and tests of a surface a change asks: those that what it reaches answers."""

from __future__ import annotations

import pytest

from tests.running import calls, changes
from tests.running.areas import mirrors_scripts

HANDS, QUEUE = "tests/journeys/test_counter_hands.py", "tests/journeys/test_counter_queue.py"
GOODS_OUT = "tests/journeys/test_backoffice_goods_out.py"
UNHEARD_OF = "tests/journeys/test_counter_window.py"
VIEWS = "tests/surfaces/counter/views"
HELD = f"{VIEWS}/test_pushes.py"
PIN = "tests/surfaces/backoffice/today/test_pin_reminder.py"
PASSING = "tests/surfaces/backoffice/approvals/test_approvals.py"
GOING_OVER = "tests/surfaces/api/test_idempotency.py"
OWN_PROGRAM = "tests/journeys/test_counter_two_counters.py"
EVERY = [HANDS, QUEUE, GOODS_OUT, OWN_PROGRAM, UNHEARD_OF]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of what journeys call."""
    counter, backoffice = "src/theriac/surfaces/counter", "src/theriac/surfaces/backoffice"
    answered = {
        HANDS: frozenset({f"{counter}/views/page.py", f"{counter}/pushes/parcels.py"}),
        QUEUE: frozenset({f"{counter}/views/page.py", f"{counter}/queue_tickets.py"}),
        GOODS_OUT: frozenset({f"{backoffice}/transfers/draft.py", f"{backoffice}/today/screen.py"}),
        OWN_PROGRAM: frozenset[str](),
        HELD: frozenset({f"{counter}/pushes/parcels.py"}),
        PIN: frozenset({f"{backoffice}/today/screen.py"}),
        PASSING: frozenset({f"{backoffice}/today/screen.py"}),
    }
    monkeypatch.setattr(calls, "known", lambda: answered)


@pytest.mark.parametrize(
    ("area", "asked"),
    [
        ("domains/queue_tickets", [QUEUE, OWN_PROGRAM, UNHEARD_OF]),
        ("domains/device_logs", [HANDS, OWN_PROGRAM, UNHEARD_OF]),
        ("domains/transfers", [GOODS_OUT]),
        ("domains/budgets", []),  # the morning's page tells of them
        ("surfaces/backoffice/today", [GOODS_OUT]),
        ("surfaces/counter", [HANDS, QUEUE, OWN_PROGRAM, UNHEARD_OF]),
    ],
)
def test_a_change_asks_the_journeys_that_what_it_reaches_answers(
    changed: set[str], called: None, area: str, asked: list[str]
) -> None:
    changed.add(f"src/theriac/{area}")
    assert [file for file in EVERY if changes.can_reach(file)] == asked


def test_journeys_arent_reached_from_below(changed: set[str]) -> None:
    changed |= {"src/theriac/core/paper", "src/theriac/countries/charts", "tests/support/shop"}
    assert not changes.can_reach_from_above("tests/journeys/test_labels.py::test_x")


def test_a_change_of_the_counter_reaches_its_journeys(changed: set[str]) -> None:
    changed.add("src/theriac/surfaces/counter")
    assert changes.can_reach("tests/journeys/test_counter_paying.py::test_x")
    assert changes.can_reach("tests/journeys/test_secrecy.py::test_x")
    assert not changes.can_reach("tests/journeys/test_backoffice_prices.py::test_x")


def test_from_above_what_lies_below_everything_isnt_counted(changed: set[str]) -> None:
    changed |= {"src/theriac/core/audit", "tests", "src/theriac/surfaces/counter"}
    assert changes.can_reach("tests/journeys/test_backoffice_prices.py::test_x")
    assert not changes.can_reach_from_above("tests/journeys/test_backoffice_prices.py::test_x")
    assert changes.can_reach_from_above("tests/journeys/test_counter_paying.py::test_x")


def test_a_domain_that_the_counter_imports_reaches_its_journeys(changed: set[str]) -> None:
    changed.add("src/theriac/domains/sales")
    assert changes.can_reach_from_above("tests/journeys/test_counter_hands.py::test_x")
    assert changes.can_reach_from_above("tests/journeys/test_efforts_counter.py::test_x")


def test_a_journey_whose_calls_nobody_knows_is_asked_whole(changed: set[str], called: None) -> None:
    changed.add("src/theriac/core/money")
    assert changes.can_reach_from_above(UNHEARD_OF)
    assert not changes.can_reach_from_above(QUEUE)


@pytest.mark.parametrize(
    ("area", "file", "is_asked"),
    [
        ("domains/device_logs", HELD, True),
        ("domains/queue_tickets", HELD, False),
        ("domains/queue_tickets", f"{VIEWS}/test_unheard_of.py", True),
        ("surfaces/counter", HELD, True),
        ("domains/queue_tickets", PIN, True),  # it is there for the morning's page
        ("domains/queue_tickets", PASSING, False),
        ("surfaces/backoffice/today", PASSING, True),
    ],
)
def test_a_change_asks_the_tests_of_a_surface_that_what_it_reaches_answers(
    changed: set[str], called: None, area: str, file: str, *, is_asked: bool
) -> None:
    changed.add(f"src/theriac/{area}")
    assert changes.can_reach(file) == is_asked


@pytest.mark.parametrize("file", ["domain/safety/test_check.py", "db/test_sales.py"])
def test_what_the_server_imports_asks_no_test_of_the_browsers_scripts(
    changed: set[str], file: str
) -> None:
    changed.add("src/theriac/domains/queue_tickets")
    assert not changes.can_reach(f"tests/surfaces/counter/{file}")
    changed.add("src/theriac/surfaces/counter")
    changes.forget()
    assert changes.can_reach(f"tests/surfaces/counter/{file}")


@pytest.mark.parametrize("file", ["test_full_disk.py", "backoffice/refills/test_screens.py"])
def test_beside_them_a_surfaces_tests_are_none_of_scripts(file: str) -> None:
    assert not mirrors_scripts(f"tests/surfaces/{file}")


def test_what_goes_over_a_whole_surface_is_near_to_its_own_module_alone(
    changed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    every = {f"src/theriac/surfaces/api/routers/of_{number}.py" for number in range(calls.MANY)}
    every.add("src/theriac/surfaces/api/routers/sales/queue_tickets.py")
    monkeypatch.setattr(calls, "known", lambda: {GOING_OVER: frozenset(every)})
    changed.add("src/theriac/domains/queue_tickets")
    assert changes.can_change(GOING_OVER)
    assert not changes.can_change_near(GOING_OVER)
    changed.add(GOING_OVER)
    changes.forget()
    assert changes.can_change_near(GOING_OVER)
