"""The supervisor keeps its children running and leaves none behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from theriac.surfaces.operations.server import processes
from theriac.surfaces.operations.server.supervisor import (
    Child,
    PortTaken,
    Supervisor,
    answers,
    check_port,
)

KILL = 9
ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import os, sys
from theriac.surfaces.operations.server import processes
from theriac.surfaces.operations.server.supervisor import Child, Supervisor
children = [Child(f"child {n}", [sys.executable, "-c", sys.argv[1], str(n)]) for n in (1, 2)]
ready = lambda: os.path.exists("1") and os.path.exists("2")
sys.exit(Supervisor(children, os.environ).run(ready, lambda: print("ready", flush=True)))
"""
STEADY = """
import os, subprocess, sys, time
from theriac.surfaces.operations.server.processes import end_with_parent
end_with_parent()
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1] + ".part", "w").write(f"{os.getpid()} {grandchild.pid}")
os.replace(sys.argv[1] + ".part", sys.argv[1])
time.sleep(600)
"""


def start(child: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, child],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def pids(folder: Path) -> list[int]:
    return [int(pid) for name in ("1", "2") for pid in (folder / name).read_text().split()]


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.slow
@pytest.mark.platforms("linux")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_stop_ends_children_and_grandchildren(tmp_path: Path, name: str) -> None:
    with start(STEADY, tmp_path) as supervisor:
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline() == "ready\n"
        running = pids(tmp_path)
        assert [lives(pid) for pid in running] == [True] * 4
        supervisor.send_signal(getattr(signal, name))
        assert supervisor.wait(60) == 0
        assert [lives(pid) for pid in running] == [False] * 4


@pytest.mark.slow
@pytest.mark.platforms("linux")
def test_children_end_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    with start(STEADY, tmp_path) as supervisor:
        assert supervisor.stdout is not None
        supervisor.stdout.readline()
        children = pids(tmp_path)[::2]
        grandchildren = pids(tmp_path)[1::2]
        supervisor.kill()
        wait_until(lambda: not any(lives(pid) for pid in children))
        for pid in grandchildren:
            os.kill(pid, KILL)


@pytest.mark.slow
@pytest.mark.platforms("linux")
def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    with start(STEADY, tmp_path) as supervisor:
        assert supervisor.stdout is not None
        supervisor.stdout.readline()
        before = pids(tmp_path)
        os.kill(before[0], KILL)
        wait_until(lambda: pids(tmp_path)[0] != before[0])
        assert not lives(before[1])
        assert pids(tmp_path)[2:] == before[2:]
        supervisor.send_signal(signal.SIGTERM)
        assert supervisor.wait(60) == 0
        assert supervisor.stderr is not None
        assert (
            supervisor.stderr.read()
            == "The child 1 ended by itself (exit -9); it starts again in 1 s.\n"
        )


@pytest.mark.slow
def test_a_child_that_cannot_start_ends_the_whole(tmp_path: Path) -> None:
    with start("raise SystemExit(7)", tmp_path) as supervisor:
        assert supervisor.wait(60) == 1
        assert supervisor.stderr is not None
        assert "ended 3 times in a row (exit 7). Theriac stops." in supervisor.stderr.read()


@pytest.mark.parametrize("code", [0, 3])
def test_the_first_child_starts_beside_a_work_and_ends_where_it_fails(code: int) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
    first, second = Child("first", sleep), Child("second", sleep)
    supervisor = Supervisor([first, second], os.environ)
    seen: list[bool] = []

    def work() -> int:
        assert first.process is not None
        seen.append(first.process.poll() is None)
        return code

    assert supervisor.begin_beside(work) == code
    assert seen == [True]
    assert second.process is None
    assert first.process is not None
    assert (first.process.poll() is None) is (code == 0)
    processes.end(first.process)


def test_the_first_child_ends_with_a_work_that_is_given_up() -> None:
    child = Child("first", [sys.executable, "-c", "import time; time.sleep(600)"])

    def work() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Supervisor([child], os.environ).begin_beside(work)
    assert child.process is not None
    assert child.process.poll() is not None


def test_a_taken_port_is_named_with_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as refused:
            check_port("127.0.0.1", port)
    assert str(refused.value) == (
        f"Port {port} is taken by another program. Choose another one: --port {port + 1}"
    )
    check_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(PortTaken, match=r"Theriac can't listen at 192\.0\.2\.1, port 8000"):
        check_port("192.0.2.1", 8000)


def test_nothing_answers_where_nothing_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert answers(f"http://127.0.0.1:{free.getsockname()[1]}") is False


@pytest.mark.rows("UX-12")
def test_a_childs_words_go_into_its_log_and_are_added_to(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    speak = [sys.executable, "-c", "import sys; print('done'); print('odd', file=sys.stderr)"]
    for _time in range(2):
        processes.start(speak, os.environ, log).wait()
    assert sorted(log.read_text().splitlines()) == ["done", "done", "odd", "odd"]
    assert sys.platform == "win32" or log.stat().st_mode & 0o777 == 0o600
