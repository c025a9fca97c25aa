"""Row SAL-01: five-line sales over HTTP, complete_sale and push, 1 and 8 clients, three databases.

On PostgreSQL against a floor: the identical rows by bare psycopg, a process a client, in a copy of
the same database. Floor and product take turns, three times; each figure is the median, and a
ratio is that of the ratios of its turns. Prints sales a second, ratios, p50 and p99, processor
milliseconds a sale per process, rows a sale of both sides.
``./theriac bench sale [--seconds 8] [--rounds 3] [--databases postgresql,sqlite,mariadb]``; the
last result of all databases is in ``result.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

from bench.sale import floor, load

RESULT = Path(__file__).with_name("result.json")
PORT = 18_741
ALL = ("postgresql", "sqlite", "mariadb")
KINDS = ("sell", "push")
CLIENTS = (1, 8)
NAME = "theriac_bench"
ADMIN = {
    "postgresql": "postgresql://postgres@127.0.0.1:5432/",
    "mariadb": "mysql://root@127.0.0.1:3306/",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--databases", default=",".join(ALL))
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "sale", "rows": ["SAL-01"]}
    result |= {"seconds": options.seconds, "rounds": options.rounds}
    for name in options.databases.split(","):
        with tempfile.TemporaryDirectory() as folder:
            result[name] = measure(name, Path(folder), options.seconds, options.rounds)
        show(name, result[name])
    result["load"] = round(os.getloadavg()[0], 1)
    line = json.dumps(result)
    if all(name in result for name in ALL):
        RESULT.write_text(line + "\n", "utf-8")
    print(line)


def measure(name: str, folder: Path, seconds: float, rounds: int) -> dict[str, Any]:
    """Everything about one database."""
    url = fresh_database(name, folder)
    environ = {**os.environ, "DATABASE_URL": url, "THERIAC_DATA": str(folder)}
    environ |= {"THERIAC_LOG_LEVEL": "info", "DJANGO_SETTINGS_MODULE": "theriac.config.settings"}
    subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
    made = subprocess.run(
        [sys.executable, "-m", "bench.sale.shop"], env=environ, check=True, stdout=subprocess.PIPE
    )
    plan = json.loads(made.stdout.splitlines()[-1])
    with server(environ, folder):
        load.run(PORT, plan, "sell", 8, 2)
    floor_url = _copied(url) if name == "postgresql" else None
    with server(environ, folder) as pid:
        for kind in KINDS:
            load.run(PORT, plan, kind, 8, 2)
        taken = [_round(plan, seconds, pid, (floor_url, number)) for number in range(rounds)]
    figures = {key: _middle([one[key] for one in taken]) for key in taken[0]}
    verified = subprocess.run(
        [sys.executable, "-m", "theriac", "verify"],
        env=environ,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    figures["verify_clean"] = verified.returncode == 0
    if verified.returncode:
        print(verified.stdout[:2000])
    if floor_url:
        figures["floor_rows_a_sale"] = floor.rows_of(floor_url)
        figures["rows_a_sale"] = floor.rows_of(url)
    return figures


def _round(
    plan: dict[str, Any], seconds: float, pid: int, beside: tuple[str | None, int]
) -> dict[str, Any]:
    """Every figure once, the floor right before what is compared to it."""
    url, number = beside
    found: dict[str, Any] = {}
    for place, clients in enumerate(CLIENTS):
        for kind in KINDS:
            if url and kind == KINDS[0]:
                turn = number * len(CLIENTS) + place
                found[f"floor_{clients}"] = round(floor.run(url, clients, seconds, turn), 1)
            loaded = _loaded(plan, kind, clients, seconds, pid)
            found[f"{kind}_{clients}"] = loaded
            if url:
                ratio = loaded["sales_a_second"] / found[f"floor_{clients}"]
                found[f"{kind}_{clients}_ratio"] = round(ratio, 3)
    print(json.dumps(found), flush=True)
    return found


def _middle(found: list[Any]) -> Any:
    """The median of each figure of several rounds; of counts the sum."""
    if not isinstance(found[0], dict):
        return round(median(found), 3)
    merged: dict[str, Any] = {}
    for key in found[0]:
        values = [one[key] for one in found]
        merged[key] = _added(values) if key == "statuses" else _middle(values)
    return merged


def _added(counts: list[dict[int, int]]) -> dict[int, int]:
    return dict(sum((Counter(one) for one in counts), Counter()))


def _loaded(
    plan: dict[str, Any], kind: str, clients: int, seconds: float, pid: int
) -> dict[str, Any]:
    before, begun = processor_seconds(pid), time.perf_counter()
    outcomes = load.run(PORT, plan, kind, clients, seconds)
    took = time.perf_counter() - begun
    times = sorted(one for outcome in outcomes for one in outcome.seconds)
    statuses: dict[int, int] = {}
    for outcome in outcomes:
        for status, count in outcome.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
        if outcome.last:
            print(outcome.last[:300])
    done = statuses.get(201, 0)
    after = processor_seconds(pid)
    return {
        "sales_a_second": round(done / took, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1),
        "statuses": statuses,
        "cpu_ms_a_sale": {
            str(key): round((after[key] - before.get(key, 0.0)) * 1000 / max(done, 1), 2)
            for key in after
        },
    }


def _copied(url: str) -> str:
    """A copy of the database for the floor, whose rows no check would find whole; its address."""
    import psycopg  # noqa: PLC0415 (optional)

    with psycopg.connect(ADMIN["postgresql"] + "postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME}_floor WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}_floor TEMPLATE {NAME}")
    return f"{url}_floor"


def fresh_database(name: str, folder: Path) -> str:
    """An empty database of our own; its address."""
    if name == "sqlite":
        return f"sqlite:///{folder / 'bench.sqlite3'}"
    if name == "postgresql":
        import psycopg  # noqa: PLC0415 (optional)

        with psycopg.connect(ADMIN[name] + "postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {NAME}")
    else:
        import pymysql  # noqa: PLC0415 (optional)

        with pymysql.connect(host="127.0.0.1", user="root") as server_, server_.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
            cursor.execute(f"CREATE DATABASE {NAME} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
    return ADMIN[name] + NAME


@contextmanager
def server(environ: dict[str, str], folder: Path) -> Iterator[int]:
    """The web server as ``serve`` runs it; its process id."""
    log = (folder / "web.log").open("wb")
    child = subprocess.Popen(
        [sys.executable, "-m", "theriac", "web", "--port", str(PORT)],
        env=environ,
        stdout=log,
        stderr=log,
    )
    try:
        for _ in range(200):
            try:
                with urlopen(f"http://127.0.0.1:{PORT}/health/live"):
                    break
            except OSError:
                time.sleep(0.1)
        yield child.pid
    finally:
        child.terminate()
        child.wait()
        log.close()


def processor_seconds(pid: int) -> dict[str, float]:
    """User and system seconds of the server's workers together, and of PostgreSQL's backends."""
    tick = os.sysconf("SC_CLK_TCK")
    sums = {"web": 0.0, "database": 0.0}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        name = text[text.index("(") + 1 : text.rindex(")")]
        parts = text[text.rindex(")") + 2 :].split()
        seconds = (int(parts[11]) + int(parts[12])) / tick
        if int(parts[1]) == pid or int(stat.parent.name) == pid:
            sums["web"] += seconds
        elif name in {"postgres", "mariadbd"}:
            sums["database"] += seconds
    return sums


def show(name: str, figures: dict[str, Any]) -> None:
    """The figures for people."""
    for key, value in figures.items():
        print(f"{name:11} {key:14} {value}")


if __name__ == "__main__":
    main()
