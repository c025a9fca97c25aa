"""The web server as ``serve`` starts it, on the test database, in a process that can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings as settings_here

from tests.support.databases import url_of_test_database
from tests.support.programs import own_port
from theriac.surfaces.operations.server import processes

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


class Server:
    """One web server; ``start`` waits until it answers, ``kill`` ends it without a farewell."""

    def __init__(self, folder: Path, settings: str = "theriac.config.settings") -> None:
        self.port = own_port()
        self._environ = {
            **os.environ,
            "DATABASE_URL": url_of_test_database(),
            "DJANGO_SETTINGS_MODULE": settings,
            "THERIAC_DATA": str(folder),
            # What it encrypts, the test reads.
            "THERIAC_KEY_STORE": str(settings_here.KEY_STORE),
            "THERIAC_MASTER_KEY": ",".join(settings_here.MASTER_KEYS),
            "THERIAC_LOG_LEVEL": "warning",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait for its first answer."""
        command = [sys.executable, "-m", "theriac", "web", "--port", str(self.port)]
        self._child = processes.start(command, self._environ)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            assert self._child.poll() is None, "the server ended at once; it says why above"
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/health/live"):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server didn't start")

    def kill(self) -> None:
        """End it and its workers, now."""
        if self._child is not None:
            processes.end(self._child)
            self._child = None
