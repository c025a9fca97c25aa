"""Starting and ending child processes on POSIX and Windows, so that none is left behind.

A child leads a group of its own: Ctrl-C reaches only the supervisor, which ends the groups in
order. Should the supervisor itself be killed, Linux ends the children (``end_with_parent``).
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

SUPERVISED = "THERIAC_SUPERVISED"
PR_SET_PDEATHSIG = 1


def start(
    command: Sequence[str], environ: Mapping[str, str], log: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a child in a group of its own, with nothing to read.

    What it says is added to ``log``, which only this account reads; without one it says it here.
    """
    own = {**environ, SUPERVISED: str(os.getpid())}
    if log is None:
        return _start(command, own, None)
    log.touch(mode=0o600)
    with log.open("ab") as out:
        return _start(command, own, out)


def _start(
    command: Sequence[str], own: Mapping[str, str], out: BinaryIO | None
) -> subprocess.Popen[bytes]:
    if sys.platform == "win32":
        group = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(  # noqa: S603
            command,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            creationflags=group,
        )
    return subprocess.Popen(  # noqa: S603
        command,
        env=own,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        start_new_session=True,
    )


def ask_to_end(child: subprocess.Popen[bytes]) -> None:
    """Ask a child to finish what it does and end."""
    if child.poll() is None:
        child.terminate()


def end(child: subprocess.Popen[bytes]) -> None:
    """End a child and all that it started, now."""
    if sys.platform == "win32":
        child.kill()
    else:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    child.wait()


def end_with_parent() -> None:
    """Let the kernel end this process when its supervisor is gone (Linux only)."""
    parent = os.environ.get(SUPERVISED)
    if parent is None or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if str(os.getppid()) != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def on_stop(stop: Callable[[], None]) -> None:
    """Call ``stop`` when this process is asked to end: Ctrl-C, SIGTERM, a closed terminal."""
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
        signal.signal(number, lambda *_: stop())
