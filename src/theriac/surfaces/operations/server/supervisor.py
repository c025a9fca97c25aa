"""Runs the web server and the worker as children of one process.

A child that stops is started again, later each time; Ctrl-C or SIGTERM ends all of them, and
nothing is left behind. A child that can't even start three times in a row ends the whole.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from theriac.surfaces.operations.server import processes

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 15.0
STEADY_SECONDS = 30.0
LONGEST_PAUSE_SECONDS = 30.0
READY_SECONDS = 60.0
LOOK_SECONDS = 60.0
TRIES = 3


class PortTaken(RuntimeError):
    """The server can't listen at the address; the text says why and what to do."""


@dataclass(slots=True)
class Child:
    """A program to keep running; what it says goes into ``log``, or to the keyboard.

    One that isn't needed is tried again and again, and ends nothing.
    """

    name: str
    command: Sequence[str]
    log: Path | None = None
    is_needed: bool = True
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0


@dataclass(slots=True)
class Supervisor:
    """Keeps the children running until it is asked to stop."""

    children: Sequence[Child]
    environ: Mapping[str, str]
    is_stale: Callable[[], bool] = lambda: False
    """Asked once a minute: whether the children must start anew, as their surroundings changed."""
    stopping: threading.Event = field(default_factory=threading.Event)

    def begin_beside(self, work: Callable[[], int]) -> int:
        """Start the first child and do ``work`` meanwhile; its exit code, 0 if all may go on.

        Whatever else becomes of the work, the child ends.
        """
        self._keep(self.children[0])
        code = 1
        try:
            code = work()
        finally:
            if code:
                self._stop()
        return code

    def run(self, is_ready: Callable[[], bool], when_ready: Callable[[], None]) -> int:
        """Run until stopped. ``when_ready`` is called once, when ``is_ready`` first answers yes.

        Returns 0 after a stop that was asked for, 1 when a child can't be kept running.
        """
        processes.on_stop(self.stopping.set)
        overdue = time.monotonic() + READY_SECONDS
        look = time.monotonic() + LOOK_SECONDS
        waiting: Callable[[], None] | None = when_ready
        try:
            while not self.stopping.is_set():
                if time.monotonic() > look:
                    look = time.monotonic() + LOOK_SECONDS
                    self._renew()
                if not all(self._keep(child) for child in self.children):
                    return 1
                if waiting is not None and is_ready():
                    waiting()
                    waiting = None
                elif waiting is not None and time.monotonic() > overdue:
                    say("The web server doesn't answer as it should. Its last words stand above.")
                    overdue = float("inf")
                self.stopping.wait(POLL_SECONDS)
        finally:
            self._stop()
        return 0

    def _keep(self, child: Child) -> bool:
        """Start the child when it is due; False when it failed too often without ever lasting."""
        now = time.monotonic()
        if child.process is None:
            if now >= child.due:
                child.process = processes.start(child.command, self.environ, child.log)
                child.started = now
            return True
        code = child.process.poll()
        if code is None:
            return True
        processes.end(child.process)
        child.process = None
        child.failures = 1 if now - child.started > STEADY_SECONDS else child.failures + 1
        pause = min(2.0 ** (child.failures - 1), LONGEST_PAUSE_SECONDS)
        child.due = now + pause
        if child.is_needed and child.failures >= TRIES and now - child.started < STEADY_SECONDS:
            say(
                f"The {child.name} ended {TRIES} times in a row (exit {code}). Theriac stops."
                + (f" Its log is {child.log}" if child.log else "")
            )
            return False
        say(f"The {child.name} ended by itself (exit {code}); it starts again in {pause:.0f} s.")
        return True

    def _renew(self) -> None:
        """Start the children anew when what they were started for is no longer so."""
        if not self.is_stale():
            return
        say("The network's addresses or the certificate changed. Theriac starts its parts anew.")
        self._stop()
        for child in self.children:
            child.process, child.due, child.failures = None, 0.0, 0

    def _stop(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            processes.ask_to_end(process)
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            processes.end(process)


def check_port(host: str, port: int) -> None:
    """Raise PortTaken unless a server may listen at this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise PortTaken(_why_not(host, port, problem)) from problem


def _why_not(host: str, port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another one: --port {port + 1}"
    if problem.errno == errno.EACCES:
        return f"This account may not use port {port}. Choose one above 1023: --port 8000"
    return f"Theriac can't listen at {host}, port {port}: {problem.strerror}."


def answers(address: str, trusted: ssl.SSLContext | None = None) -> bool:
    """Whether the server at ``address`` says that it is alive; ``trusted`` for HTTPS."""
    direct = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trusted)
    )
    try:
        with direct.open(f"{address}/health/live", timeout=2) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def say(sentence: str) -> None:
    """Tell the person at the keyboard."""
    print(sentence, file=sys.stderr, flush=True)
