"""A real clamd in a process of its own, whose only signature is the EICAR test file's."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.programs import own_port
from theriac.core.files.checks.scanner import ScannerFails
from theriac.integrations.clamd import Clamd

NAME = "Eicar-Test-Signature"
START_SECONDS = 120


def eicar() -> bytes:
    """The harmless file that every scanner knows, put together only while a test runs."""
    parts = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS", "-TEST-FILE!$H+H*")
    return "".join(parts).encode()


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """Start it on a port of its own, wait until it answers, and end it; its address."""
    program = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip("clamd isn't installed; scripts/install-ci does it")
    signatures = folder / "signatures"
    signatures.mkdir(parents=True)
    harm = eicar()
    known = f"{hashlib.md5(harm).hexdigest()}:{len(harm)}:{NAME}\n"
    (signatures / "eicar.hdb").write_text(known, "utf-8")
    port = own_port()
    settings = folder / "clamd.conf"
    settings.write_text(
        f"DatabaseDirectory {signatures}\nTCPSocket {port}\nTCPAddr 127.0.0.1\n"
        f"Foreground yes\nTemporaryDirectory {folder}\nMaxThreads 2\nStreamMaxLength 60M\n"
        "ConcurrentDatabaseReload no\n",
        "utf-8",
    )
    with (folder / "clamd.log").open("wb") as log:
        child = subprocess.Popen([program, "-c", str(settings)], stdout=log, stderr=log)
        try:
            _wait(f"127.0.0.1:{port}", child)
            yield f"127.0.0.1:{port}"
        finally:
            child.terminate()
            child.wait()


def _wait(address: str, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert child.poll() is None, "clamd ended at once"
        try:
            Clamd(address).version()
        except ScannerFails:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("clamd didn't start")
