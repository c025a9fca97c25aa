"""SQLite's fair lock: one writer at a time, first come first served, across processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from theriac.core.database.write_lock import WriteLock, WriteLockTimeout


def test_writers_pass_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "w")
    passed: list[int] = []
    lock.acquire(60)

    def write(number: int) -> None:
        lock.acquire(60)
        passed.append(number)
        lock.release()

    threads = []
    for number in range(6):
        thread = threading.Thread(target=write, args=(number,))
        thread.start()
        threads.append(thread)
        while len(lock._queue) < number + 2:  # itself, those before it and who holds the lock
            time.sleep(0.001)
    lock.release()
    for thread in threads:
        thread.join()

    assert passed == list(range(6))


def test_a_writer_that_waits_too_long_gives_up_and_blocks_nobody(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "w")
    lock.acquire(60)

    with pytest.raises(WriteLockTimeout):
        lock.acquire(0.05)

    lock.release()
    lock.acquire(60)
    lock.release()


def test_another_process_waits_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "w"
    program = (
        "import sys, time; from pathlib import Path; "
        "from theriac.core.database.write_lock import WriteLock; "
        "WriteLock(Path(sys.argv[1])).acquire(60); print('held', flush=True); time.sleep(600)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    lock = WriteLock(path)
    with pytest.raises(WriteLockTimeout):
        lock.acquire(0.1)

    other.kill()
    other.wait()
    other.stdout.close()
    lock.acquire(60)
    lock.release()
