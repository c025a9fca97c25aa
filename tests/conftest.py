"""How the whole suite runs: which database, which part, real files, seed, and no silent skip."""

from __future__ import annotations

import datetime
import gc
import os
import random
import socket
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import django.test
import hypothesis
import pytest
from django.core.cache import cache
from django.utils import translation

from tests.running import choosing, cover, order
from tests.support import by_turns, databases, templates
from tests.support.emptying import empty_database, remember_baseline
from tests.support.turns import SEED, Turns
from theriac.core.telemetry.metrics import scrape

pytest_plugins = [
    "tests.running.clock",
    "tests.running.plugin",
    "tests.support.answering",
    "tests.support.browser",
    "tests.support.called",
    "tests.support.explained",
    "tests.support.figures",
    "tests.support.kept_shop",
    "tests.support.naming",
    "tests.support.raised",
    "tests.support.reports",
    "tests.support.scratch",
    "tests.support.static_files",
    "tests.support.ties",
]

# What is imported and collected stays until the end: by the usual bounds it would be gone through
# again and again.
gc.set_threshold(200_000, 50, 100)

ROOT = Path(__file__).resolve().parent.parent
DATABASE_FIXTURES = frozenset(
    {"db", "transactional_db", "live_server", "django_db_setup", "database_url"}
)
STORES = count()
WITHOUT_SHARED = "THERIAC_SHARED is unset; set it to the folder that holds the real files"

hypothesis.settings.register_profile("ordinary", deadline=None, print_blob=True, max_examples=60)
hypothesis.settings.register_profile("long", deadline=None, print_blob=True, max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="full counts instead of a seeded part")
    parser.addoption("--seed", type=int, help="seed of what is drawn by chance (default: fixed)")


def pytest_configure(config: pytest.Config) -> None:
    config.option.seed = seed_of(config)  # the processes of this run inherit it, whatever the day
    long = config.getoption("--long")
    hypothesis.settings.load_profile("long" if long else "ordinary")
    if config.option.hypothesis_seed is None:
        hypothesis.core.global_force_seed = seed_of(config)
    django.test.TransactionTestCase._fixture_teardown = _empty_after_commit
    databases.let_others_go_first()


def _empty_after_commit(_case: django.test.TransactionTestCase) -> None:
    empty_database()


def seed_of(config: pytest.Config) -> int:
    """The seed of this run: the gate's is fixed, so that no day refuses unrelated work."""
    given = config.getoption("--seed")
    if given is not None:
        return int(given)
    return datetime.date.today().toordinal() if config.getoption("--long") else SEED


def pytest_report_header(config: pytest.Config) -> str:
    names = ", ".join(databases.chosen_databases())
    shared = os.environ.get("THERIAC_SHARED", "no real files (THERIAC_SHARED is unset)")
    return f"theriac: seed {seed_of(config)}; {names}; {shared}"


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say beside a failure how what was drawn is drawn again; -q hides the head of the run."""
    if terminalreporter.stats.get("failed") or terminalreporter.stats.get("error"):
        terminalreporter.write_line(f"theriac: --seed {seed_of(config)} draws the same again")


# Which tests run here


def needs_database(item: pytest.Item | Any, fixtures: Sequence[str]) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(
        DATABASE_FIXTURES.intersection(fixtures)
    )


def is_journey(item: pytest.Item | Any, fixtures: Sequence[str]) -> bool:
    return item.get_closest_marker("journey") is not None or "browser" in fixtures


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On several databases, each test that uses one says which in its name."""
    name = databases.part()
    if (
        name not in ("", databases.BROWSER)
        and len(databases.chosen_databases()) > 1
        and needs_database(metafunc.definition, metafunc.fixturenames)
        and not is_journey(metafunc.definition, metafunc.fixturenames)
    ):
        metafunc.fixturenames.append("on_database")
        metafunc.parametrize("on_database", [name])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept, left = [], []
    turns = Turns(
        seed_of(config), databases.own_database(), config.getoption("--long"), turn=cover.turn()
    )
    is_named = bool(os.environ.get(choosing.ONLY))
    covering = choosing.covering(items)
    of_tonight = set() if is_named else by_turns.left_to_others(items, turns, covering)
    for item in items:
        here = _belongs_here(item) and item.nodeid not in of_tonight
        (kept if here else left).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
    if databases.part():
        chance = random.Random(f"{seed_of(config)}:order")
        is_night = config.getoption("--long")
        kept = order.drawn(kept, chance) if is_night else order.dearest_first(kept)
    items[:] = kept


def _belongs_here(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    uses = needs_database(item, fixtures)
    journey = is_journey(item, fixtures)
    if journey:
        assert choosing.may_drive_a_browser(item.nodeid, item.path.read_text("utf-8")), item.nodeid
        item.add_marker("journey")
    item.add_marker("db" if uses else "unit")
    only = item.get_closest_marker("databases")
    if only is not None and databases.own_database() not in only.args:
        return False
    platforms = item.get_closest_marker("platforms")
    if platforms is not None and not sys.platform.startswith(platforms.args):
        return False
    return databases.takes(is_journey=journey, uses_database=uses) and choosing.is_chosen(item)


def pytest_collection_finish() -> None:
    gc.freeze()


# No silent skip


def is_strict() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("shared") and not os.environ.get("THERIAC_SHARED"):
        pytest.skip(WITHOUT_SHARED)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    report: Any = yield
    left_out = item.get_closest_marker("shared") and not os.environ.get("THERIAC_SHARED")
    if report.skipped and is_strict() and not left_out and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, and CI allows no skip: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report: Any = yield
    if report.skipped and is_strict():
        report.outcome = "failed"
        report.longrepr = f"Skipped, and CI allows no skip: {report.longrepr}"
    return report


# Fixtures for everybody


@pytest.fixture(scope="session", autouse=True)
def no_outside_socket() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def connect_inside(self: socket.socket, target: Any) -> None:
        host = target[0] if isinstance(target, tuple) else "localhost"
        if host not in ("localhost", "::1") and not str(host).startswith("127."):
            raise AssertionError(f"a test tried to reach {host}; tests open no outside socket")
        connect(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_inside)
        yield


@pytest.fixture(scope="session", autouse=True)
def counted_in_one_folder(no_outside_socket: None) -> None:
    """The process counts in the run's own folder, whatever folder its first such test has."""
    scrape()


@pytest.fixture(autouse=True)
def forgotten_attempts() -> None:
    """Sign-ins are limited by the minute; those of one test don't count for the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def forgotten_knowledge() -> None:
    """The sets of safety checks that one test put in force are none of the next one's."""
    from theriac.domains.clinical.queries.knowledge import (  # noqa: PLC0415 (app-ready)
        forget_sets,
    )

    forget_sets()


@pytest.fixture(autouse=True)
def own_seal_store(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Heads that one test publishes are none of the next one's, whose database is another."""
    settings.SEAL_STORE = tmp_path_factory.getbasetemp() / f"seal-{next(STORES)}"


@pytest.fixture(autouse=True)
def tests_own_language() -> None:
    """A page that one test asked for in its language leaves none behind for the next."""
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, with the rows that migrations put in noted as its baseline."""
    with django_db_blocker.unblock(), templates.test_database():
        remember_baseline()
        with django_db_blocker.block():
            yield


@pytest.fixture
def database_url(django_db_setup: None, transactional_db: None) -> str:
    """DATABASE_URL of the test database, for a program that the test starts."""
    return databases.url_of_test_database()


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether the full counts are wanted (--long)."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def on_turn(request: pytest.FixtureRequest, is_long: bool) -> Turns:
    """What of a sweep is asked of this database in this run: see tests/support/turns."""
    seed, database = seed_of(request.config), databases.own_database()
    if is_long or not choosing.draws_in_a_gate(request.node.nodeid):
        return Turns(seed, database, is_long)
    from tests.support import places  # noqa: PLC0415 (it reads the whole API)

    if choosing.draws_by_change(request.node.nodeid):
        return Turns(seed, database, is_long, places.reaches, cover.turn())
    return Turns(seed, database, is_long, turn=cover.turn(), anew=places.is_new)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    """Chance that repeats: seeded by the run's seed and the test's name."""
    return random.Random(f"{seed_of(request.config)}:{request.node.name}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files; tests that use it carry ``@pytest.mark.shared``."""
    if not os.environ.get("THERIAC_SHARED"):
        pytest.skip(WITHOUT_SHARED)
    folder = (ROOT / os.environ["THERIAC_SHARED"]).resolve()
    assert folder.is_dir(), f"THERIAC_SHARED names {folder}, which isn't a folder"
    return folder
