"""Three counters and a server through days of faults: each sale once, no gap, true copies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from tests.conftest import seed_of
from tests.simulation.page import blank_page
from tests.simulation.pharmacy import Pharmacy
from tests.simulation.proof import figures, prove
from tests.simulation.troubles import Troubles
from tests.simulation.world import HOUR, World
from tests.support.databases import own_database
from tests.support.emptying import empty_database
from tests.support.server import Server
from theriac.core.clock import FixedClock, use_clock
from theriac.domains.sales.models import Sale, VoidedNumber

pytestmark = [
    pytest.mark.one_server,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("simulation"),  # one server for all of it
]
BEGINS = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
ORDINARY, OF_A_SERVER, LONG = 800, 250, 30_000
SHOWN = 300


@contextmanager
def simulated(browser: Browser, server: Server, seed: str) -> Iterator[Pharmacy]:
    """A pharmacy with three open counters; how it came to a failure is shown with the failure."""
    clock = FixedClock(BEGINS)
    with use_clock(clock), blank_page(browser) as terminals:
        world = World(terminals, server, clock, seed)
        try:
            pharmacy = Pharmacy(world)
            pharmacy.open()
            yield pharmacy
        except BaseException:
            way = "\n".join(world.trace[-SHOWN:])
            sys.stdout.write(f"simulation of seed {seed}, {dict(world.counts)}:\n{way}\n")
            raise
        finally:
            if not world.server_is_up:
                server.start()


@pytest.fixture(scope="module")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server in a process of its own, on the test database, with the simulator's clock."""
    made = Server(tmp_path_factory.mktemp("server"), "tests.simulation.settings")
    made.start()
    yield made
    made.kill()


@pytest.fixture
def any_browser(request: pytest.FixtureRequest) -> Browser:
    """The session's browser, asked for so that this runs on each database, journeys' or not."""
    found: Browser = request.getfixturevalue("browser")
    return found


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> str:
    """What everything is drawn from: the run's seed; on each database another way."""
    return f"{seed_of(request.config)}:{own_database()}:{request.node.originalname}"


@pytest.fixture
def steps(is_long: bool) -> int:
    """A server of its own database goes fewer in an ordinary run."""
    ordinary = ORDINARY if own_database() == "sqlite" else OF_A_SERVER
    return LONG if is_long else ordinary


@pytest.mark.rows("SAL-10", "SAL-11", "SAL-14", "SAL-23", "SAL-25", "SAL-26", "OFF-09", "OFF-13")
def test_whatever_happens_each_sale_arrives_once(
    any_browser: Browser,
    server: Server,
    seed: str,
    steps: int,
    tell_figures: Callable[[str], None],
) -> None:
    with simulated(any_browser, server, seed) as pharmacy:
        Troubles(pharmacy).run(steps)
        prove(pharmacy)
        tell_figures(figures(pharmacy))
        assert min(pharmacy.world.counts[what] for what in ("sales", "restarts", "evicted")) > 0


@pytest.mark.rows("OFF-04")
def test_each_request_sent_three_times_makes_one_sale_each(
    any_browser: Browser, server: Server, seed: str, is_long: bool
) -> None:
    with simulated(any_browser, server, seed) as pharmacy:
        Troubles(pharmacy, weathers=("thrice",)).run(2_000 if is_long else 250)
        prove(pharmacy)
        assert pharmacy.world.counts["heard again"] > 10
        assert Sale.objects.count() == pharmacy.world.counts["sales"] > 0


@pytest.mark.rows("SAL-17")
def test_two_terminals_offline_for_a_day_leave_no_gap(
    any_browser: Browser, server: Server, seed: str
) -> None:
    with simulated(any_browser, server, seed) as pharmacy:
        world = pharmacy.world
        offline = [world.devices["K1"], world.devices["K2"]]
        for _step in range(500):  # each counter learns of the others and gets its quota
            world.step()
        for device in offline:
            device.weather = "cut"
        for hour in range(8):
            for device in world.devices.values():
                pharmacy.serve_customer(device, "sell")
                if hour in (2, 5):
                    pharmacy.void_number(device)
            for _step in range(12):
                world.step()
            world.sleep(3 * HOUR)
        assert {sale.terminal_id for sale in Sale.objects.all()} <= {
            world.devices["K3"].terminal_id
        }
        Troubles(pharmacy).heal()
        prove(pharmacy)
        assert world.passed > 24 * HOUR
        assert min(len(device.receipts) for device in offline) > 1
        assert (
            VoidedNumber.objects.count() == sum(len(d.voided) for d in world.devices.values()) > 3
        )


@pytest.mark.night("postgresql", "mariadb")
def test_a_seed_takes_the_same_way_again(any_browser: Browser, server: Server, seed: str) -> None:
    ways = []
    for _time in range(2):
        with simulated(any_browser, server, seed) as pharmacy:
            Troubles(pharmacy).run(80, heals=False)
            ways.append(pharmacy.world.trace)
        empty_database()
    assert ways[0] == ways[1]
