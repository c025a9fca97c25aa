"""Which area a file is of, and what a changed area can reach."""

import pytest

from tests.running import changes, proven
from tests.running.areas import ROOT, area_of, is_known, shares_of, whole_programs


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("src/theriac/core/command.py", "src/theriac/core/command"),
        ("src/theriac/core/jobs/backend.py", "src/theriac/core/jobs"),
        ("src/theriac/countries/india/taxes.py", "src/theriac/countries/india"),
        ("src/theriac/surfaces/api/routers/books.py", "src/theriac/surfaces/api/routers/books"),
        (
            "src/theriac/surfaces/api/schemas/catalog/products.py",
            "src/theriac/surfaces/api/schemas/catalog",
        ),
        ("contracts/openapi.json", "contracts"),
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
        ("tests/support/shop.py", "tests/support/shop"),
        ("tests/running/choosing.py", "tests/running"),
        ("tests/running/plugin.py", "tests"),
        ("tests/conftest.py", "tests"),
        ("tests/surfaces/api/world.py", "tests/surfaces/api/world"),
        ("tests/surfaces/api/conftest.py", "tests/surfaces/api"),
        ("tests/surfaces/matrix.csv", "tests/surfaces/matrix.csv"),
        ("tests/architecture/text_columns.txt", "tests/architecture/test_text_columns.py"),
        ("tests/simulation/terminals.js", "tests/simulation"),
        ("requirements/core.txt", "requirements"),
        ("pyproject.toml", "pyproject.toml"),
    ],
)
def test_a_file_is_of_an_area(path: str, area: str) -> None:
    assert area_of(path) == area


DOMAINS = "src/theriac/domains/__init__.py"
SETTINGS = "src/theriac/config/settings.py"
API = "src/theriac/surfaces/api/api.py"
RUFF = b"[tool.ruff]\nline-length = 100\n"


def areas_between(name: str, before: bytes, after: bytes) -> set[str]:
    """The areas of which the one says what the other doesn't."""
    then, now = (set(shares_of(name, content)) for content in (before, after))
    return {area for area, _content in then ^ now}


@pytest.mark.parametrize(
    ("name", "line", "area"),
    [
        (DOMAINS, '    "theriac.domains.waitlist",\n', "src/theriac/domains/waitlist"),
        (SETTINGS, '    "theriac.core.approval",\n', "src/theriac/config"),
        (SETTINGS, "ATOMIC = True\n", "src/theriac/config"),
        (API, "    waits.router,\n", "src/theriac/surfaces/api/routers/__init__"),
        (
            API,
            "from theriac.surfaces.api.routers.feed import (\n    pages,\n)\n",
            "src/theriac/surfaces/api/routers/__init__",
        ),
        (API, "handle_errors(api)\n", "src/theriac/surfaces/api/api"),
        ("pyproject.toml", "[tool.pytest.ini_options]\n", "pyproject.toml"),
        ("pyproject.toml", "[tool.mypy]\n", None),
        ("pyproject.toml", "[[tool.importlinter.contracts]]\n", None),
    ],
)
def test_a_line_that_lists_something_is_of_what_it_lists(
    name: str, line: str, area: str | None
) -> None:
    before = RUFF if name == "pyproject.toml" else b"# a list\n"
    assert areas_between(name, before, before + line.encode()) == ({area} if area else set())


@pytest.mark.parametrize("name", [DOMAINS, API])
def test_what_lists_is_read_line_by_line(name: str) -> None:
    """As the file is now: nearly all of what it lists is found."""
    assert len(list(shares_of(name, (ROOT / name).read_bytes()))) > 20


def test_a_domain_reaches_what_imports_it_and_nothing_below(changed: set[str]) -> None:
    changed.add("src/theriac/domains/purchasing")
    reached = changes.reached()
    assert reached is not None
    assert "src/theriac/domains/stock" not in reached
    assert "src/theriac/surfaces/backoffice/purchasing" in reached
    assert "src/theriac/surfaces/counter" not in reached
    assert changes.can_reach("tests/domains/purchasing/commands/receipts/test_post.py::test_x")
    assert not changes.can_reach("tests/domains/stock/commands/test_adjust.py::test_x")


UNIMPORTED = [
    "pyproject.toml",
    "requirements",
    "src/theriac/config",
    "src/theriac/core/models",
    "src/theriac/core/migrations",
    "src/theriac/unheard_of",
    "unheard_of",
    "tests",
]


@pytest.mark.parametrize("area", UNIMPORTED)
def test_what_no_import_tells_of_reaches_everything(changed: set[str], area: str) -> None:
    assert area == "tests" or not is_known(area)
    changed.add(area)
    assert changes.can_reach("tests/domains/stock/commands/test_adjust.py::test_x")
    assert changes.reached() is None


@pytest.mark.parametrize(
    "area",
    [
        "src/theriac/core/telemetry",  # a middleware
        "src/theriac/core/database",
        "src/theriac/core/audit",  # the middleware that knows who asks imports it
        "tests/support/answering",  # a plugin
        "tests/support/contexts",  # a plugin imports it
    ],
)
def test_what_every_request_or_test_goes_through_reaches_everything(
    changed: set[str], area: str
) -> None:
    changed.add(area)
    assert changes.reached() is None


FAR = "tests/core/test_money.py::test_x"


@pytest.mark.parametrize("topic", ["capital", "disposal", "serials", "proposals"])
def test_a_topic_whose_screens_only_sweeps_ask_is_none_that_all_share(
    changed: set[str], topic: str
) -> None:
    changed.add(f"src/theriac/surfaces/backoffice/{topic}")
    assert changes.whole_surfaces() == frozenset()
    assert not changes.can_reach("tests/surfaces/backoffice/sales/test_cases.py::test_x")


def test_of_a_surface_a_reached_module_asks_its_own_test_alone(changed: set[str]) -> None:
    changed.add("src/theriac/domains/waitlist")
    assert changes.can_reach("tests/surfaces/backoffice/catalog/test_detail.py::test_x")
    assert not changes.can_reach("tests/surfaces/backoffice/catalog/test_groups.py::test_x")
    assert not changes.can_reach("tests/config/test_env.py::test_x")


def test_what_a_test_builds_with_help_reaches_it(changed: set[str]) -> None:
    changed.add("src/theriac/domains/budgets")
    assert changes.can_reach("tests/domains/capital/test_commitments.py::test_x")


@pytest.mark.parametrize(
    ("area", "file"),
    [
        ("src/theriac/core/paper", "tests/core/paper/test_pdf.py"),
        ("src/theriac/core/paper", "tests/domains/stock/test_labels.py"),
        ("src/theriac/countries/charts", "tests/domains/books/test_stock_entries.py"),
        ("contracts", "tests/surfaces/counter/domain/test_vectors.py"),
        ("contracts", "tests/surfaces/api/test_export.py"),
        ("tests/support/secret_store", "tests/config/test_own_secrets.py"),  # named in a text
        ("tests/support/transfers", "tests/domains/transfers/test_queries.py"),
        ("bench", "tests/bench/test_small.py"),
        ("engine", "tests/engine/test_killed.py"),
    ],
)
def test_what_all_may_use_reaches_those_that_do(changed: set[str], area: str, file: str) -> None:
    changed.add(area)
    assert changes.can_reach(f"{file}::test_x")
    assert not changes.can_reach(FAR)


@pytest.mark.parametrize(
    "file",
    [
        "tests/surfaces/test_clicks.py",
        "tests/surfaces/test_matrix.py",
        "tests/surfaces/api/test_fuzzing.py",
        "tests/surfaces/backoffice/test_hostile_input.py",
        "tests/core/test_rights_of_queries.py",
        "tests/core/test_refused_commands.py",
    ],
)
def test_sweeps_and_lists_run_whatever_changed(changed: set[str], file: str) -> None:
    changed.add("tests/domains/stock/commands/test_adjust.py")
    assert changes.can_reach(f"{file}::test_x")


def test_what_chooses_tests_reaches_its_own_and_no_other(changed: set[str]) -> None:
    changed.add("tests/running")
    assert changes.can_reach("tests/running/test_choosing.py::test_x")
    assert changes.can_reach("tests/architecture/test_walks.py::test_x")
    assert not changes.can_reach("tests/domains/stock/commands/test_adjust.py::test_x")
    assert not changes.can_reach("tests/journeys/test_counter_hands.py::test_x")


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
    monkeypatch.setattr(proven, "known", dict)
    assert changes.can_reach("tests/domains/stock/commands/test_adjust.py::test_x")


def test_what_the_screens_of_a_surface_share_reaches_them_all(changed: set[str]) -> None:
    changed.add("src/theriac/surfaces/backoffice/partials")
    assert changes.can_reach("tests/surfaces/backoffice/sales/test_cases.py::test_x")
    assert changes.can_reach("tests/journeys/test_labels.py::test_x")
    assert changes.can_reach("tests/journeys/test_backoffice_prices.py::test_x")
    assert not changes.can_reach("tests/journeys/test_counter_paying.py::test_x")
    assert not changes.can_reach("tests/surfaces/api/test_cors.py::test_x")


PROGRAM = "tests/surfaces/operations/demo/test_load.py"
NEAR = [
    ("src/theriac/domains/queue_tickets", PROGRAM, False),
    ("src/theriac/domains/queue_tickets", "tests/surfaces/api/test_api.py", False),
    ("src/theriac/domains/queue_tickets", "tests/domains/queue_tickets/test_call.py", True),
    ("src/theriac/domains/queue_tickets", "tests/surfaces/backoffice/today/test_screen.py", True),
    ("src/theriac/surfaces/operations/demo", PROGRAM, True),
    ("src/theriac/core/money", PROGRAM, True),
    ("src/theriac/core/idempotency", "tests/surfaces/api/test_idempotency.py", True),
    ("src/theriac/surfaces/api/authentication", "tests/surfaces/api/test_api.py", True),
    ("src/theriac/config", PROGRAM, True),
    (PROGRAM, PROGRAM, True),
]


@pytest.mark.parametrize(("area", "file", "is_near"), NEAR)
def test_what_a_whole_program_is_built_of_is_far_from_its_tests(
    changed: set[str], area: str, file: str, is_near: bool
) -> None:
    changed.add(area)
    assert changes.can_change(file)
    assert changes.can_change_near(file) is is_near


def test_whole_programs_are_few_and_no_screen_is_one() -> None:
    programs = whole_programs()
    assert {"src/theriac/surfaces/api/api.py", "src/theriac/__main__.py"} <= programs
    assert len(programs) < 20
    assert not [one for one in programs if "/backoffice/" in one or "/counter/" in one]
