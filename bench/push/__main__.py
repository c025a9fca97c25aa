"""5,000 offline sales of three counters against online sales, in one run.

Online: three counters at once, each sending every sale of five lines by itself, the next when the
last is answered (the check before payment, which an online sale makes besides, isn't counted), and
the same through the API's ``complete_sale``. Replay: these three counters with what they kept, in
the parcels of the counter's own program, and with the entries of its log, which an online sale
sends too. Both take turns, so that neither has the quieter machine.
``./theriac bench push [--sales 5000] [--databases postgresql,sqlite,mariadb]``.
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

from bench.push.counters import PARCEL, Counter, all_push
from bench.push.shop import COUNTERS
from bench.sale import load
from bench.sale.__main__ import PORT, fresh_database, server, show

RESULT = Path(__file__).with_name("result.json")
TURNS = 4
ONLINE_SHARE = 3
"""Online sales are measured on a third as many: they only give the rate."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sales", type=int, default=5_000)
    parser.add_argument("--databases", default="postgresql,sqlite,mariadb")
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "push", "sales": options.sales, "counters": COUNTERS}
    for name in options.databases.split(","):
        with tempfile.TemporaryDirectory() as folder:
            result[name] = measure(name, Path(folder), options.sales)
        show(name, result[name])
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def measure(name: str, folder: Path, sales: int) -> dict[str, Any]:
    """Everything about one database."""
    environ = {**os.environ, "DATABASE_URL": fresh_database(name, folder)}
    environ |= {"THERIAC_DATA": str(folder), "THERIAC_LOG_LEVEL": "warning"}
    environ |= {"DJANGO_SETTINGS_MODULE": "theriac.config.settings"}
    subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
    made = subprocess.run(
        [sys.executable, "-m", "bench.push.shop"], env=environ, check=True, stdout=subprocess.PIPE
    )
    plan = json.loads(made.stdout.splitlines()[-1])
    with server(environ, folder):
        figures = replayed(plan, sales)
    verified = subprocess.run(
        [sys.executable, "-m", "theriac", "verify"],
        env=environ,
        check=False,
        stdout=subprocess.PIPE,
    )
    return {**figures, "verify_clean": verified.returncode == 0}


def replayed(plan: dict[str, Any], sales: int) -> dict[str, Any]:
    """The rates of online sales and of the replay, turn by turn."""
    counters = [Counter(PORT, plan, number) for number in range(COUNTERS)]
    all_push(counters, [counter.sell(30) for counter in counters], 1)  # both paths get warm
    all_push(counters, [counter.sell(PARCEL) for counter in counters], PARCEL)
    spent = {"online": 0.0, "replay": 0.0}
    requests: dict[str, list[float]] = {"online": [], "replay": []}
    done = {"online": 0, "replay": 0}
    through_api = 0.0
    for turn in range(TURNS):
        for kind, count, parcel in (
            ("online", sales // ONLINE_SHARE, 1),
            ("replay", sales, PARCEL),
        ):
            kept = [
                counter.sell(_part(count, turn, number)) for number, counter in enumerate(counters)
            ]
            seconds, took = all_push(counters, kept, parcel)
            spent[kind] += seconds
            requests[kind] += took
            done[kind] += sum(map(len, kept))
        outcomes = load.run(PORT, plan, "sell", COUNTERS, 1.5)
        through_api += sum(outcome.statuses.get(201, 0) for outcome in outcomes) / 1.5
    rates = {kind: done[kind] / spent[kind] for kind in done}
    return {
        "replayed_sales": done["replay"],
        "replay_seconds": round(spent["replay"], 2),
        "replay_sales_a_second": round(rates["replay"], 1),
        "online_sales_a_second": round(rates["online"], 1),
        "api_sales_a_second": round(through_api / TURNS, 1),
        "ratio_to_online": round(rates["replay"] / rates["online"], 2),
        "ratio_to_api": round(rates["replay"] / (through_api / TURNS), 2),
        "parcel_p50_ms": _median(requests["replay"]),
        "online_p50_ms": _median(requests["online"]),
    }


def _part(count: int, turn: int, number: int) -> int:
    """One counter's part of one turn, so that all parts together are exactly ``count``."""
    share = turn * COUNTERS + number
    return count * (share + 1) // (TURNS * COUNTERS) - count * share // (TURNS * COUNTERS)


def _median(seconds: list[float]) -> float:
    return round(sorted(seconds)[len(seconds) // 2] * 1000, 1)


if __name__ == "__main__":
    main()
