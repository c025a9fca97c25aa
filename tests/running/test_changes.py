"""Which area a file is of, and what a changed area can reach."""

from collections.abc import Iterator

import pytest

from tests.running import changes


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("src/theriac/core/command.py", "src/theriac/core"),
        ("src/theriac/domains/stock/commands/adjust.py", "src/theriac/domains/stock"),
        ("src/theriac/surfaces/backoffice/stock/bins.py", "src/theriac/surfaces/backoffice/stock"),
        ("src/theriac/surfaces/backoffice/urls.py", "src/theriac/surfaces/backoffice/urls"),
        (
            "src/theriac/surfaces/backoffice/templates/backoffice/stock/bins/list.html",
            "src/theriac/surfaces/backoffice/stock",
        ),
        ("src/theriac/surfaces/counter/static/counter/app.js", "src/theriac/surfaces/counter"),
        ("src/theriac/__main__.py", "src/theriac/config"),
        ("tests/core/test_command.py", "tests/core/test_command.py"),
        ("tests/support/shop.py", "tests"),
        ("tests/conftest.py", "tests"),
        ("tests/surfaces/api/world.py", "tests/surfaces/api/world"),
        ("tests/surfaces/api/conftest.py", "tests/surfaces/api"),
        ("tests/surfaces/matrix.csv", "tests/surfaces/test_matrix.py"),
        ("tests/simulation/terminals.js", "tests/simulation"),
        ("requirements/core.txt", "requirements"),
        ("pyproject.toml", "pyproject.toml"),
    ],
)
def test_a_file_is_of_an_area(path: str, area: str) -> None:
    assert changes.area_of(path) == area


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Areas that count as changed; fill it before asking."""
    areas: set[str] = set()
    monkeypatch.setattr(changes, "proven", lambda: {"any": "thing"})
    monkeypatch.setattr(changes, "changed", lambda: frozenset(areas))
    _forget()
    yield areas
    _forget()


def _forget() -> None:
    for cached in (
        changes.reached,
        changes.reached_above,
        changes._reached_in_tests,
        changes._file_is_reached,
        changes._file_is_reached_from_above,
        changes._whole_surfaces,
    ):
        cached.cache_clear()


def test_a_domain_reaches_what_imports_it_and_nothing_below(changed: set[str]) -> None:
    changed.add("src/theriac/domains/purchasing")
    reached = changes.reached()
    assert reached is not None
    assert "src/theriac/domains/stock" not in reached
    assert "src/theriac/surfaces/backoffice/purchasing" in reached
    assert "src/theriac/surfaces/counter" not in reached
    assert changes.can_reach("tests/domains/purchasing/commands/test_receipts.py::test_x")
    assert not changes.can_reach("tests/domains/stock/commands/test_adjust.py::test_x")


@pytest.mark.parametrize(
    "area", ["src/theriac/core", "src/theriac/config", "tests", "requirements", "pyproject.toml"]
)
def test_what_lies_below_everything_reaches_everything(changed: set[str], area: str) -> None:
    changed.add(area)
    assert changes.can_reach("tests/domains/stock/commands/test_adjust.py::test_x")


def test_a_changed_test_reaches_itself_alone(changed: set[str]) -> None:
    changed.add("tests/domains/stock/commands/test_adjust.py")
    assert changes.can_reach("tests/domains/stock/commands/test_adjust.py::test_x")
    assert not changes.can_reach("tests/domains/stock/commands/test_batches.py::test_x")


@pytest.mark.parametrize(
    ("area", "file", "reaches"),
    [
        ("tests/surfaces/api/world", "tests/surfaces/api/test_idempotency.py", True),
        ("tests/surfaces/api/world", "tests/surfaces/counter/views/test_pushes.py", False),
        ("tests/surfaces/api", "tests/surfaces/api/routers/catalog/test_products.py", True),
        ("tests/surfaces/api", "tests/surfaces/backoffice/jobs/test_verification.py", False),
        ("tests/simulation/network", "tests/simulation/test_three_terminals.py", True),
        ("tests/simulation/settings", "tests/simulation/test_three_terminals.py", True),
        ("tests/simulation", "tests/simulation/test_three_terminals.py", True),
        ("tests/simulation", "tests/journeys/test_counter_saved.py", False),
    ],
)
def test_what_some_tests_share_reaches_those(
    changed: set[str], area: str, file: str, reaches: bool
) -> None:
    changed.add(area)
    assert changes.can_reach(f"{file}::test_x") is reaches


def test_before_the_first_whole_proof_everything_is_reached(
    changed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "proven", dict)
    assert changes.can_reach("tests/domains/stock/commands/test_adjust.py::test_x")


def test_what_the_screens_of_a_surface_share_reaches_them_all(changed: set[str]) -> None:
    changed.add("src/theriac/surfaces/backoffice/partials")
    assert changes.can_reach("tests/surfaces/backoffice/sales/test_sale.py::test_x")
    assert changes.can_reach("tests/journeys/test_labels.py::test_x")
    assert changes.can_reach("tests/journeys/test_backoffice_prices.py::test_x")
    assert not changes.can_reach("tests/journeys/test_counter_paying.py::test_x")
    assert not changes.can_reach("tests/surfaces/api/test_cors.py::test_x")


def test_a_change_of_the_counter_reaches_its_journeys(changed: set[str]) -> None:
    changed.add("src/theriac/surfaces/counter")
    assert changes.can_reach("tests/journeys/test_counter_paying.py::test_x")
    assert changes.can_reach("tests/journeys/test_secrecy.py::test_x")
    assert not changes.can_reach("tests/journeys/test_backoffice_prices.py::test_x")


def test_from_above_what_lies_below_everything_isnt_counted(changed: set[str]) -> None:
    changed |= {"src/theriac/core", "tests", "src/theriac/surfaces/counter"}
    assert changes.can_reach("tests/journeys/test_backoffice_prices.py::test_x")
    assert not changes.can_reach_from_above("tests/journeys/test_backoffice_prices.py::test_x")
    assert changes.can_reach_from_above("tests/journeys/test_counter_paying.py::test_x")


def test_a_domain_that_the_counter_imports_reaches_its_journeys(changed: set[str]) -> None:
    changed.add("src/theriac/domains/sales")
    assert changes.can_reach_from_above("tests/journeys/test_counter_hands.py::test_x")
    assert changes.can_reach_from_above("tests/journeys/test_efforts_counter.py::test_x")
