"""The demo from a fresh clone, then again, and the memory of web, worker and supervisor.

``./theriac bench start [--country id]``. A clone in an empty folder with nothing set: the first
figure holds the installation, the database and the demo data. Memory is proportional (PSS), so
that what processes share counts once.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
RESULT = Path(__file__).with_name("result.json")
PORT = 18_742
LONGEST_SECONDS = 600
MEMORY_AIM_MB = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--country", default="id")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "theriac"
        subprocess.run(
            [shutil.which("git") or "git", "clone", "-q", str(ROOT), str(clone)], check=True
        )
        first, _memory = started(clone, options.country)
        second, memory = started(clone, options.country)
    result = {
        "bench": "start",
        "country": options.country,
        "from_nothing_seconds": round(first, 1),
        "again_seconds": round(second, 1),
        "again_to_first": round(second / first, 3),
        "resident_mb": memory,
        "resident_total_mb": sum(memory.values()),
        "of_memory_aim": round(sum(memory.values()) / MEMORY_AIM_MB, 2),
    }
    for name, value in result.items():
        print(f"{name:22} {value}")
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def started(clone: Path, country: str) -> tuple[float, dict[str, int]]:
    """Seconds until the demo is ready, and megabytes of each process once it has served."""
    begun = time.monotonic()
    with demo(clone, country) as child:
        wait_until_ready(child)
        took = time.monotonic() - begun
        for _ in range(20):
            answer("/accounts/login/")
        time.sleep(3)
        return took, memory_of(child.pid)


@contextmanager
def demo(clone: Path, country: str) -> Iterator[subprocess.Popen[bytes]]:
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = ["./theriac", "demo", "--port", str(PORT), "--country", country]
    child = subprocess.Popen(command, cwd=clone, env=environ, stdout=subprocess.DEVNULL)
    try:
        yield child
    finally:
        child.terminate()
        child.wait()


def wait_until_ready(child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until and child.poll() is None:
        if answer("/health/ready"):
            return
        time.sleep(0.2)
    sys.exit("the demo didn't become ready")


def answer(path: str) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=5) as given:
            return bool(given.status == 200)
    except OSError:
        return False


def memory_of(pid: int) -> dict[str, int]:
    """Proportional megabytes of a process and all its descendants, by what they run."""
    found: dict[str, int] = {}
    for process in [pid, *descendants(pid)]:
        rollup = Path(f"/proc/{process}/smaps_rollup")
        try:
            text, command = rollup.read_text(), Path(f"/proc/{process}/cmdline").read_text()
        except OSError:
            continue
        kilobytes = next(int(line.split()[1]) for line in text.splitlines() if "Pss:" in line)
        words = [word for word in command.split("\0") if word]
        name = f"{process} {' '.join(words[1:4])}"
        found[name] = round(kilobytes / 1024)
    return found


def descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        parent = int(text[text.rindex(")") + 2 :].split()[1])
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found: list[Any] = []
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


if __name__ == "__main__":
    main()
