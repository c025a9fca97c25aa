"""Row CAT-14: a list of 50,000 rows sorted, filtered, paged, searched and exported, over HTTP.

``./theriac bench lists [--products 50000] [--databases sqlite,postgresql,mariadb]``. The list of
products is asked as a browser asks it, first with 500 products and then with all, in one run: the
ratio says what a hundred times as many rows cost, and each answer is held against a second.
What drawing costs is measured in processor time, in one process: pages of lists against
a bare template of Django's with the same rows and cells, by turns (``bench.lists.drawing``).
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path
from typing import Any

from bench.sale.__main__ import PORT, fresh_database, server
from bench.search.endpoint import know_the_tables

RESULT = Path(__file__).with_name("result.json")
FEW = 500
LIMIT_MS = 1000
TIMES, WARMING = 15, 3
LIST = "/products/"
ASKED = {
    "as it opens": "",
    "sorted": "?sort=-maker",
    "filtered": "?in_stock=true",
    "searched": "?q=medicine+0001",
    "next page": "",
    "exported as CSV": "?export=csv",
    "exported as XLSX": "?export=xlsx",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=50_000)
    parser.add_argument("--databases", default="sqlite,postgresql,mariadb")
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "lists", "rows": ["CAT-14"], "products": options.products}
    for name in options.databases.split(","):
        result[name] = measure(name, options.products)
        show(name, result[name])
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def measure(name: str, products: int) -> dict[str, Any]:
    """Each act's milliseconds with few and with all products on one database."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "DATABASE_URL": fresh_database(name, Path(folder)),
            "THERIAC_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
        }
        subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
        found = []
        for start, end in ((0, FEW), (FEW, products)):
            command = [sys.executable, "-m", "bench.lists.shop", str(start), str(end)]
            made = subprocess.run(
                command, env=environ, check=True, stdout=subprocess.PIPE, text=True
            )
            know_the_tables(name)
            with server(environ, Path(folder)):
                found.append(_ask(made.stdout.split()[-1], end))
        few, many = found
        drawn = _drawn(environ)
    acts = {
        act: {
            "few_ms": few[act][0],
            "many_ms": many[act][0],
            "ratio": round(many[act][0] / few[act][0], 2),
            "slowest_ms": many[act][1],
            "of_the_limit": round(many[act][1] / LIMIT_MS, 2),
        }
        for act in ASKED
    }
    return {**acts, "drawing": drawn}


def _drawn(environ: dict[str, str]) -> dict[str, Any]:
    """Processor time of pages beside their floor."""
    command = [sys.executable, "-m", "bench.lists.drawing"]
    asked = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(asked.stdout.splitlines()[-1])
    return figures


def _ask(session: str, products: int) -> dict[str, tuple[float, float]]:
    """The median and the slowest of each act, in milliseconds, its last byte included."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)

    def answer(address: str) -> tuple[float, bytes]:
        began = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": f"sessionid={session}"})
        reply = connection.getresponse()
        body = reply.read()
        if reply.status != 200:
            raise RuntimeError(f"{address} answered {reply.status}")
        return (time.perf_counter() - began) * 1000, body

    page = answer(LIST)[1].decode()
    following = re.search(r'rel="next" href="([^"]+)"', page)
    if following is None:
        raise RuntimeError("the list has one page only")
    lines = answer(f"{LIST}?export=csv")[1].count(b"\n")
    if lines != products + 1:
        raise RuntimeError(f"the export holds {lines - 1} products, not {products}")
    figures = {}
    for act, words in ASKED.items():
        address = unescape(following[1]) if act == "next page" else LIST + words
        took = [answer(address)[0] for _ in range(TIMES + WARMING)][WARMING:]
        took.sort()
        figures[act] = (round(took[len(took) // 2], 1), round(took[-1], 1))
    connection.close()
    return figures


def show(name: str, figures: dict[str, Any]) -> None:
    """The figures for people."""
    for page, one in figures["drawing"].items():
        floor, asked = one["floor_cpu_ms"], one["statements"]
        print(
            f"{name:11} {page:17} {one['cpu_ms']:8.1f} ms of processor, {floor:8.2f} ms bare:"
            f" {one['ratio']:6.2f} times; {asked} statements"
        )
    for act in ASKED:
        one = figures[act]
        print(
            f"{name:11} {act:17} {one['few_ms']:8.1f} ms of {FEW}, {one['many_ms']:8.1f} ms of all:"
            f" {one['ratio']:6.2f} times; slowest {one['of_the_limit']:.2f} of {LIMIT_MS} ms"
        )


if __name__ == "__main__":
    main()
