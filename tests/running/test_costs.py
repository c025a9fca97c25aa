"""What a test cost is what it and everything that it started spent, however that ended."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.running.costs import Meter

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
