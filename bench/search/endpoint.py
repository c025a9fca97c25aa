"""``GET /api/v1/products?q=`` against an empty authenticated endpoint, over HTTP, in one run."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.sale.__main__ import ADMIN, NAME, PORT, fresh_database, server
from bench.search.keystrokes import keystrokes, summary

LIMIT = 20
KEYSTROKES = 600
WARMING = 200


def measure(name: str, products: int) -> dict[str, Any]:
    """Figures on one database: sqlite, postgresql or mariadb."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "DATABASE_URL": fresh_database(name, Path(folder)),
            "THERIAC_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "bench.search.settings",
        }
        subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
        command = [sys.executable, "-m", "bench.search.shop", str(products)]
        made = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True)
        seconds, key = made.stdout.split()[-2:]
        know_the_tables(name)
        with server(environ, Path(folder)):
            empty, search, first = _ask(key)
    return {
        "products_added_s": float(seconds),
        "first_search_ms": round(first, 1),
        "empty": summary(empty),
        "search": summary(search),
        "p95_ratio": round(summary(search)["p95_ms"] / summary(empty)["p95_ms"], 2),
    }


def know_the_tables(name: str) -> None:
    """Do at once what PostgreSQL's autovacuum does a minute after such a filling."""
    if name == "postgresql":
        import psycopg  # noqa: PLC0415 (optional)

        with psycopg.connect(ADMIN[name] + NAME, autocommit=True) as connection:
            connection.execute("ANALYZE")


def _ask(key: str) -> tuple[list[float], list[float], float]:
    """Milliseconds of the empty answers, of the searches, and of the very first search."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    headers = {"Authorization": f"Bearer {key}"}

    def timed(path: str) -> float:
        began = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (200, 204):
            raise RuntimeError(f"{path} answered {answer.status}")
        return (time.perf_counter() - began) * 1000

    def search(text: str) -> float:
        return timed(f"/api/v1/products?{urlencode({'q': text, 'limit': LIMIT})}")

    typed = [text for text in keystrokes(KEYSTROKES + WARMING) if text.strip()]
    first = search("amoxilin")
    for text in typed[:WARMING]:
        timed("/api/v1/bench-empty")
        search(text)
    empty, found = [], []
    for text in typed[WARMING:]:
        empty.append(timed("/api/v1/bench-empty"))
        found.append(search(text))
    connection.close()
    return empty, found, first
