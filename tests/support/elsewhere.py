"""Another device: a browser that reaches this machine from another address.

As root on Linux it runs in a network namespace of its own, joined by a virtual cable that a test
can pull. Elsewhere it runs beside the server and asks it at another loopback address; ``place``
says which of the two it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.browser import ARGUMENTS, find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, Page

IP = shutil.which("ip") or "/usr/sbin/ip"
CERTUTIL = shutil.which("certutil")
LOOPBACK = "127.0.0.2"


@dataclass
class Elsewhere:
    """The other device: the address at which it finds the server, and its home folder."""

    server: str
    namespace: str | None
    home: Path

    @property
    def place(self) -> str:
        """From where it asks."""
        return f"network namespace {self.namespace}" if self.namespace else "another loopback"

    def trust(self, certificate: Path) -> None:
        """Put the authority among those that this device's browser trusts."""
        store = self.home / ".pki" / "nssdb"
        store.mkdir(parents=True)
        assert CERTUTIL is not None, "certutil is missing: apt-get install libnss3-tools"
        run(CERTUTIL, "-N", "--empty-password", "-d", f"sql:{store}")
        words = ["-A", "-d", f"sql:{store}", "-n", "Theriac", "-t", "C,,", "-i", str(certificate)]
        run(CERTUTIL, *words)

    def launch(self, kind: BrowserType) -> Browser:
        """Its browser; closed by the caller."""
        path = find_browser()
        assert path is not None
        if self.namespace is not None:
            wrapper = self.home / "chromium"
            command = f'exec {IP} netns exec {self.namespace} {path} "$@"'
            wrapper.write_text(f"#!/bin/sh\n{command}\n", encoding="ascii")
            wrapper.chmod(0o700)
            path = str(wrapper)
        own: dict[str, str | float | bool] = {**os.environ, "HOME": str(self.home)}
        return kind.launch(executable_path=path, args=ARGUMENTS, env=own)

    def cut(self, page: Page) -> None:
        """Pull the cable."""
        self._link(page, connected=False)

    def mend(self, page: Page) -> None:
        """Put it back."""
        self._link(page, connected=True)

    def _link(self, page: Page, *, connected: bool) -> None:
        if self.namespace is None:
            page.context.set_offline(not connected)
            return
        state = "up" if connected else "down"
        run(IP, "-n", self.namespace, "link", "set", f"{self.namespace}b", state)


def run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@contextmanager
def elsewhere(home: Path) -> Iterator[Elsewhere]:
    """A second device for as long as the block runs."""
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    if not is_root or not Path(IP).exists():
        yield Elsewhere(LOOPBACK, None, home)
        return
    name = f"t{os.getpid() % 1_000_000:06}"
    net = f"10.213.{os.getpid() % 256}"
    run(IP, "netns", "add", name)
    try:
        run(IP, "link", "add", f"{name}a", "type", "veth", "peer", "name", f"{name}b")
        run(IP, "link", "set", f"{name}b", "netns", name)
        run(IP, "addr", "add", f"{net}.1/24", "dev", f"{name}a")
        run(IP, "link", "set", f"{name}a", "up")
        run(IP, "-n", name, "addr", "add", f"{net}.2/24", "dev", f"{name}b")
        run(IP, "-n", name, "link", "set", f"{name}b", "up")
        run(IP, "-n", name, "link", "set", "lo", "up")
        yield Elsewhere(f"{net}.1", name, home)
    finally:
        run(IP, "netns", "del", name)
