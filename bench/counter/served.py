"""The shop of the bench as it is served, and what a page does before it is measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from bench.counter.person import pair, sign_in
from tests.support.programs import own_port, wait_for_server

FILLED = "filled.json"


@contextmanager
def server(environ: dict[str, str], folder: Path) -> Iterator[tuple[int, int]]:
    """The web server as ``serve`` runs it; its port and process."""
    port = own_port()
    command = [sys.executable, "-m", "theriac", "web", "--port", str(port)]
    with (folder / "web.log").open("wb") as log:
        child = subprocess.Popen(command, env=environ, stdout=log, stderr=log)
        try:
            wait_for_server(port)
            yield port, child.pid
        finally:
            child.terminate()
            child.wait()


def environ_of(folder: Path) -> dict[str, str]:
    """What a program of the bench is told: a SQLite database and its data in this folder."""
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "THERIAC_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
    }


def ask_shop(environ: dict[str, str], *words: str) -> dict[str, Any]:
    """What ``bench.counter.shop`` answers, in a process of its own."""
    command = [sys.executable, "-m", "bench.counter.shop", *words]
    made = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(made.stdout.splitlines()[-1]))


def filled(folder: Path, environ: dict[str, str], products: int) -> dict[str, Any]:
    """The shop's facts; filled first where the folder has none of this size."""
    note = folder / FILLED
    if note.exists():
        known = dict(json.loads(note.read_text("utf-8")))
        if known["products"] == products:
            return known
        raise SystemExit(f"{folder} holds {known['products']} products. Name another: --data")
    subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
    shop = ask_shop(environ, "fill", str(products))
    note.write_text(json.dumps(shop), "utf-8")
    return shop


def enters(environ: dict[str, str], which: str) -> Callable[[Page], None]:
    """Pairs a page with the counter that ``which`` gives a code of, and signs in."""

    def enter(page: Page) -> None:
        pair(page, ask_shop(environ, which)["code"])
        sign_in(page)

    return enter
