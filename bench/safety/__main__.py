"""A basket of 10 lines with 15 active medicines, checked by all shipped sets.

Prints the median milliseconds of a check, of one with a licensed set of 20,000 pairs besides, and
of the bare floor: each pair of substances looked up once in one dictionary; then of the same
basket, for nobody known, by the counter's modules in Chromium. With THERIAC_SHARED it
also counts of CRESCENDDI's lists, read in place, which pairs the shipped sets find (recall) and on
which negative controls they alert (false alarms). ``./theriac bench safety [--rounds 300]``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
from itertools import combinations
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any

from bench.safety.browser import browser_ms
from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.rules.check import check
from theriac.domains.clinical.rules.interactions import interactions
from theriac.domains.clinical.rules.kinds import Kind
from theriac.domains.clinical.rules.knowledge import Knowledge, Line, SetName
from theriac.domains.clinical.rules.medicines import Allergy, Content, Medicine, Person
from theriac.domains.clinical.shipped import shipped_lines, shipped_sets

RESULT = Path(__file__).with_name("result.json")
LINES, ACTIVE, LICENSED = 10, 15, 20_000
CLASSES = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    shipped = [(SetName(one.name, one.edition), shipped_lines(one).lines) for one in shipped_sets()]
    licensed = (SetName("Licensed", "1"), _licensed(shipped))
    small, large = Knowledge(shipped), Knowledge([*shipped, licensed])
    medicines = _basket(shipped)
    person = Person(age_months=480, weight_grams=60_000, allergies=[Allergy("penicillins")])
    found = {
        "shipped_ms": _median(lambda: check(small, medicines, person, substance_key), rounds),
        "licensed_ms": _median(lambda: check(large, medicines, person, substance_key), rounds),
        "floor_ms": _median(lambda: _floor(large, medicines), rounds),
        "browser_shipped_ms": browser_ms(shipped, medicines, rounds),
        "browser_licensed_ms": browser_ms([*shipped, licensed], medicines, rounds),
    }
    result: dict[str, Any] = {
        "bench": "safety",
        "rows": ["RX-13"],
        "lines": LINES,
        "active": ACTIVE,
    }
    result |= {**found, "times_floor": round(found["licensed_ms"] / found["floor_ms"], 1)}
    if shared := os.environ.get("THERIAC_SHARED"):
        result["crescenddi"] = _controls(small, Path(shared) / "data" / "interactions")
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def _median(act: Any, rounds: int) -> float:
    took = []
    for _round in range(rounds):
        start = perf_counter_ns()
        act()
        took.append(perf_counter_ns() - start)
    return round(median(took) / 1e6, 3)


def _substances(shipped: list[tuple[SetName, Any]]) -> list[str]:
    return sorted(
        {line.first for _of, lines in shipped for line in lines if line.kind is Kind.PAIR}
    )


def _basket(shipped: list[tuple[SetName, Any]]) -> list[Medicine]:
    names = _substances(shipped)[: LINES + ACTIVE]
    return [
        Medicine(str(place), name, (Content(name),), is_active=place >= LINES)
        for place, name in enumerate(names)
    ]


def _licensed(shipped: list[tuple[SetName, Any]]) -> list[Line]:
    """Each substance in classes, and pairs of classes and of substances that nobody takes."""
    names = _substances(shipped)
    lines = [
        Line(Kind.MEMBER, name, f"class {(place * 7 + step) % CLASSES}")
        for place, name in enumerate(names)
        for step in range(5)
    ]
    pairs = [
        Line(Kind.PAIR, f"class {one}", f"class {two}", rule=f"c{one}-{two}")
        for one, two in combinations(range(CLASSES), 2)
        if (one + two) % 40 == 0
    ]
    rest = [Line(Kind.PAIR, f"a{place}", f"b{place}") for place in range(LICENSED - len(pairs))]
    return [*lines, *pairs, *rest]


def _floor(knowledge: Knowledge, medicines: list[Medicine]) -> int:
    names = [one.contents[0].substance for one in medicines]
    return sum(two in knowledge.pairs.get(one, ()) for one, two in combinations(names, 2))


def _controls(knowledge: Knowledge, folder: Path) -> dict[str, int]:
    """Pairs of the lists, and how many of them the knowledge alerts on."""
    told: dict[str, int] = {}
    for name in ("positive", "negative"):
        with gzip.open(folder / f"crescenddi_{name}.csv.gz", "rt", encoding="utf-8") as file:
            pairs = {
                frozenset((row["DRUG_1_CONCEPT_NAME"], row["DRUG_2_CONCEPT_NAME"]))
                for row in csv.DictReader(file)
            }
        whole = [pair for pair in pairs if len(pair) == len(("one", "two"))]
        told[name] = len(whole)
        told[f"{name}_alerted"] = sum(_alerts(knowledge, sorted(pair)) for pair in whole)
    return told


def _alerts(knowledge: Knowledge, pair: list[str]) -> bool:
    holders: dict[str, list[Medicine]] = {}
    medicines = []
    for name in pair:
        for substance in knowledge.substances_of(substance_key(name)):
            one = Medicine(name, name, (Content(substance),))
            holders[substance] = [one]
            medicines.append(one)
    return bool(interactions(knowledge, holders, medicines))


if __name__ == "__main__":
    main()
