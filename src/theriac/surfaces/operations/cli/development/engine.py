"""``engine``: the document engine, a program of its own that ``./theriac demo`` starts too."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from theriac.surfaces.operations.cli.subcommand import ROOT, Subcommand
from theriac.surfaces.operations.server import processes
from theriac.surfaces.operations.server.supervisor import Child

SOURCE = ROOT / "engine" / "src"
LOG = "engine.log"
AWAY = 90
"""From the demo's port to its engine's: 8000 has 8090."""


def command(*words: str) -> list[str]:
    """The command line of the engine."""
    return [sys.executable, "-m", "theriac_engine", *words]


def environ_of_engine(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment in which the engine's program is found."""
    return {**environ, "PYTHONPATH": str(SOURCE)}


def engine_port(port: int) -> int:
    """The port of the engine beside a pharmacy on this port."""
    return port + AWAY if port + AWAY <= 65535 else port - AWAY


def engine_of(folder: Path, port: int) -> Child:
    """The engine of a demo in ``folder``; it may fail, as it blocks nobody."""
    words = ("engine", "serve", "--data", str(folder / "engine"), "--port", str(engine_port(port)))
    own = [sys.executable, "-m", "theriac", *words]
    return Child("document engine", own, folder / LOG, is_needed=False)


def access_of(folder: Path, port: int) -> dict[str, str]:
    """The variables by which a demo on this port asks its own engine, a client of it made once.

    Empty where the engine can't be prepared: files then wait, and nothing else is different.
    """
    own = folder / f"engine-{port}.json"
    url, here = f"http://127.0.0.1:{engine_port(port)}", f"http://127.0.0.1:{port}"
    if not own.exists():
        words = command("client", "add", f"demo-{port}", "--callback", here)
        environ = environ_of_engine({**os.environ, "THERIAC_ENGINE_DATA": str(folder / "engine")})
        made = subprocess.run(words, env=environ, capture_output=True, check=False)  # noqa: S603
        if made.returncode:
            return {}
        unfinished = own.with_suffix(".new")  # whole before it has its name
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(made.stdout)
        unfinished.replace(own)
    client = json.loads(own.read_text(encoding="utf-8"))
    allowed = [os.environ.get("THERIAC_OUTGOING_ALLOW", ""), urlsplit(url).netloc]
    return {
        "THERIAC_DOCUMENT_ENGINE_URL": url,
        "THERIAC_DOCUMENT_ENGINE_KEY": client["key"],
        "THERIAC_DOCUMENT_ENGINE_SECRET": client["webhook_secret"],
        "THERIAC_DOCUMENT_ENGINE_CALLBACK": here,
        "THERIAC_OUTGOING_ALLOW": ",".join(one for one in allowed if one),
    }


def _run(options: argparse.Namespace) -> int:
    words: Sequence[str] = options.rest
    own = environ_of_engine(os.environ)
    processes.end_with_parent()
    if sys.platform != "win32":
        os.execve(sys.executable, command(*words), own)  # noqa: S606 (ours)
    return subprocess.call(command(*words), env=own)  # noqa: S603


SUBCOMMAND = Subcommand(
    "engine", "the document engine: serve, client add NAME --callback URL, read FILE", _run
)
