"""What a test cost is what it and everything that it started spent, however that ended."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.running import report
from tests.running.costs import Meter
from tests.running.records import Record, of_start

BUSY = "import time; until = time.process_time() + 0.5\nwhile time.process_time() < until: pass"
FORGETFUL = f"""
import signal, subprocess, sys
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", {BUSY + "; input()"!r}], stdin=subprocess.PIPE)
for line in sys.stdin:
    child.communicate(b"end")
    print("ended", flush=True)
"""


def test_what_an_awaited_child_spent_counts() -> None:
    meter = Meter()
    before = meter.read()
    subprocess.run([sys.executable, "-c", BUSY], check=True)
    assert 0.5 <= meter.read() - before < 5


@pytest.mark.platforms("linux")
def test_what_a_child_spent_that_nobody_waited_for_counts() -> None:
    meter = Meter()
    before = meter.read()
    with subprocess.Popen(
        [sys.executable, "-c", FORGETFUL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        until = time.monotonic() + 60
        while meter.read() - before < 0.5 and time.monotonic() < until:
            time.sleep(0.01)
        seen = meter.read() - before
        assert seen >= 0.5
        parent.stdin.write(b"end\n")
        parent.stdin.flush()
        assert parent.stdout.readline() == b"ended\n"
        assert meter.read() - before >= seen
        parent.stdin.close()
    assert meter.read() - before >= seen


@pytest.mark.platforms("linux")
def test_what_another_process_spent_counts_from_when_it_is_asked() -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY]) as other:
        meter = Meter(other.pid)
        before = meter.read()
        until = time.monotonic() + 60
        while meter.read() - before < 0.3 and time.monotonic() < until:
            time.sleep(0.01)
        assert 0.3 <= meter.read() - before < 5


def test_the_report_tells_the_servers_work_and_what_no_test_cost() -> None:
    one = Record("a.py::t", "a.py::t", "mariadb", "database", "passed", 3.0, served=1.0)
    told = list(report.lines([one, of_start("mariadb", 20.0), of_start("sqlite", 17.0)]))
    assert told[0] == (
        "core-seconds: 40 in 1 tests (0.3 min of two cores); of these the databases' servers 1, "
        "and 2 processes before, between and after their tests 37"
    )
    assert told[1] == "by part: mariadb 3 (1)"
    assert report.by_function([of_start("sqlite", 17.0)]) == {}
