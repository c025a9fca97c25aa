"""Starts the processes that read, and ends those that take too long or too much."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from theriac_engine.service.lessons import NONE, read_lessons
from theriac_engine.service.settings import Settings

SOURCE = Path(__file__).resolve().parents[2]
MOST_OUTPUT = 200_000_000
GRACE = 5
TIME_SIGNALS = frozenset(
    number for name in ("SIGXCPU", "SIGKILL") if (number := getattr(signal, name, None)) is not None
)

Answer = dict[str, Any]
"""Either ``document``, or ``failure`` with a code of `reasons`."""


def command(megabytes: int, seconds: int, pages: int, *more: str) -> list[str]:
    """The command line of a child."""
    numbers = (os.getpid(), megabytes, seconds, pages)
    return [sys.executable, "-m", "theriac_engine.child", *map(str, numbers), *more]


def start(words: Sequence[str], given: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Start a child with no more of the environment than it needs, and none of its secrets."""
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    own |= {"PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}
    own |= {"PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", "")}
    return subprocess.Popen(  # noqa: S603 (ours)
        words, env=own, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def read_once(document: Path, settings: Settings, headings: str = NONE) -> Answer:
    """Read a document in a child of its own; ``headings`` as ``lessons_of`` writes them."""
    own = settings.max_memory, settings.max_seconds, settings.max_pages
    words = command(*own, *(["--headings", headings] if headings != NONE else []))
    with document.open("rb") as file, start(words, file) as child:
        ended = Ending(child, settings.max_seconds + GRACE)
        said = child.stdout.read(MOST_OUTPUT) if child.stdout else b""
        child.kill() if len(said) == MOST_OUTPUT else None
        code = child.wait()
        is_late = ended.call_off()
    return _answer(said, code, is_late=is_late)


def _answer(said: bytes, code: int, *, is_late: bool) -> Answer:
    try:
        found = json.loads(said)
    except ValueError:
        found = None
    if code == 0 and isinstance(found, dict):
        return found
    return {"failure": "time" if is_late or -code in TIME_SIGNALS else "crashed"}


class Ending:
    """Kills a child after so many seconds, unless it is called off before."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self._is_late = False
        self._child = child
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self._is_late = True
        self._child.kill()

    def call_off(self) -> bool:
        """Stop waiting; whether it was too late."""
        self._timer.cancel()
        return self._is_late


class Recogniser:
    """The resident child that recognises scans: started by the first, ended when none comes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._used = 0.0

    @property
    def is_running(self) -> bool:
        """Whether the child is there."""
        return self._child is not None and self._child.poll() is None

    def read(self, document: Path, headings: str = NONE) -> Answer:
        """Read a scan; one at a time."""
        asked = json.dumps({"path": str(document), "headings": read_lessons(headings)})
        with self._lock:
            child = self._child if self.is_running else self._start()
            assert child is not None and child.stdin and child.stdout  # noqa: S101, PT018 (pipes)
            ended = Ending(child, self._settings.scan_seconds)
            try:
                child.stdin.write(asked.encode() + b"\n")
                child.stdin.flush()
                said = child.stdout.readline(MOST_OUTPUT)
            except OSError:
                said = b""
            is_late = ended.call_off()
            self._used = time.monotonic()
            if said.endswith(b"\n"):
                found: Answer = json.loads(said)
                return found
            self._end()
            return {"failure": "time" if is_late else "crashed"}

    def end_idle(self) -> None:
        """End the child where no scan came for as long as is set."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            if time.monotonic() - self._used > self._settings.scan_idle:
                self._end()
        finally:
            self._lock.release()

    def end(self) -> None:
        """End the child now."""
        self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        own = self._settings
        words = command(own.scan_memory, own.scan_seconds, own.max_pages, "--resident")
        self._child = start(words, subprocess.PIPE)
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe:
                    pipe.close()
            self._child = None
