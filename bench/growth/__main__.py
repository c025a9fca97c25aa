"""Every page, file and background pass at ten times the demo's data, on PostgreSQL, with a bound.

``./theriac bench growth [--times 10] [--small] [--databases postgresql]``. A database is filled
with the demo and ten times its sales, sealed and analysed. Each screen that the owner reaches by
links is drawn, each list given as a file (until it begins, and a thousand rows of it), each pass of
the worker run; and all of it with the demo as it is too, in the same run: the ratio says what ten
times as much costs. The run fails where a bound is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.sale.__main__ import fresh_database
from bench.search.endpoint import know_the_tables

RESULT = Path(__file__).with_name("result.json")
BOUNDS_MS = {
    "pages": 300.0,
    "files begin": 1_000.0,
    "files, 1,000 rows": 100.0,
    "passes": 2_000.0,
    "nightly": 60_000.0,
}
SHOWN = 12

Waits = dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--small", action="store_true", help="the demo of the tests")
    parser.add_argument("--draws", type=int, default=3, help="of each page again, for its median")
    parser.add_argument("--databases", default="postgresql")
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "growth", "rows": ["OPS-27"], "times": options.times}
    above = []
    for name in options.databases.split(","):
        few = waits(name, 1, options)
        many = few if options.times == 1 else waits(name, options.times, options)
        result[name] = {kind: compared(kind, few[kind], many[kind]) for kind in BOUNDS_MS}
        above += [
            f"{name}: {kind} {what}: {ms:.0f} ms, the bound is {BOUNDS_MS[kind]:.0f}"
            for kind in BOUNDS_MS
            for what, ms in many[kind].items()
            if ms > BOUNDS_MS[kind]
        ]
    print(*above, sep="\n")
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)
    if above:
        raise SystemExit("slower than the aim")


def waits(name: str, times: int, options: argparse.Namespace) -> Waits:
    """Milliseconds of everything with so many times the demo's sales."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "DATABASE_URL": fresh_database(name, Path(folder)),
            "THERIAC_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
        }
        subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
        words = [str(times), *(["--small"] if options.small else [])]
        owner = _last_line(environ, "bench.growth.shop", *words)
        subprocess.run([sys.executable, "-m", "theriac", "seal", "now"], env=environ, check=True)
        know_the_tables(name)
        found: Waits = json.loads(
            _last_line(environ, "bench.growth.waits", owner, str(options.draws))
        )
    return found


def _last_line(environ: dict[str, str], module: str, *words: str) -> str:
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()[-1]


def compared(kind: str, few: dict[str, float], many: dict[str, float]) -> dict[str, Any]:
    """How many there are, the slowest of them, and what each costs beside the small shop's."""
    slowest = sorted(many.items(), key=lambda one: -one[1])[:SHOWN]
    told = {
        what: {"ms": ms, "ratio": round(ms / few[what], 2) if few.get(what) else None}
        for what, ms in slowest
    }
    print(f"{kind}: {len(many)}, the slowest:")
    for what, figures in told.items():
        print(f"  {what}: {figures['ms']} ms, {figures['ratio']} times as long as with one demo")
    return {"count": len(many), "bound_ms": BOUNDS_MS[kind], "slowest": told}


if __name__ == "__main__":
    main()
