"""The live server of journeys: it knows its connections, so a test can end with all answered.

A sale that a page sent as it was closed would else be booked after the database was emptied, into
the next test.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread

PATIENCE_SECONDS = 60


class AnsweringServer(ThreadedWSGIServer):
    """Django's threaded server, which can wait until nothing is asked of it any more.

    Between two tests it rests: what a busy machine's browser sends late, it hangs up on.
    """

    made: ClassVar[list[AnsweringServer]] = []

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._open: dict[Any, socket.socket] = {}
        self._lock = threading.Lock()
        self._rests = False
        self.made.append(self)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            is_heard = not self._rests
            if is_heard:
                self._open[client_address] = request
        if is_heard:
            super().process_request(request, client_address)
        else:
            super().shutdown_request(request)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)  # the thread's database connections were closed before
        with self._lock:
            self._open = {where: one for where, one in self._open.items() if one is not request}

    def hang_up(self, *, rests: bool = False) -> None:
        """Answer what was asked, and end every connection. Raises AssertionError when it can't.

        What a client sent is read and answered; what it would send later is not heard. Browsers
        connect anew when they next ask: in vain until ``wake`` where the server ``rests``, or did.
        """
        rests = rests or self._rests
        self.wake()
        with socket.create_connection(self.server_address[:2]) as last:
            # Connections are taken in their order: those of before are known once this one is.
            own = last.getsockname()
            _until(lambda: own in self._open, "takes no connection")
            with self._lock:
                self._rests = rests
        _until(self._all_ended, "still answers closed pages")

    def wake(self) -> None:
        """Hear again."""
        with self._lock:
            self._rests = False

    def _all_ended(self) -> bool:
        with self._lock:
            for one in self._open.values():
                try:
                    one.shutdown(socket.SHUT_RD)
                except OSError:
                    continue  # the client ended it
            return not self._open


def _until(condition: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"the live server {otherwise}"
        time.sleep(0.005)


def until_answered(live_server: Any, *, rests: bool = False) -> None:
    """Wait until the live server is done with what closed pages had asked; it may rest then."""
    live_server.thread.httpd.hang_up(rests=rests)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Each test is heard."""
    for server in AnsweringServer.made:
        server.wake()


def pytest_configure(config: pytest.Config) -> None:
    LiveServerThread.server_class = AnsweringServer
