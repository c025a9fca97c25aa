"""Fill in the products that each judged query means, from its ``where`` alone.

``python contracts/search/judge.py`` rewrites ``judged_queries.json``: a person wrote each query and
what it means (``where``, in attributes of the corpus); the ids follow from that and never from what
a search returns. Every attribute named must hold; a list holds where one of its values does.
"""

# ruff: noqa: INP001 (a script beside its data)

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
Row = dict[str, str]


def means(where: dict[str, Any], row: Row) -> bool:
    """Whether the corpus row is what the query means."""
    return all(_holds(name, wanted, row) for name, wanted in where.items())


def _holds(name: str, wanted: Any, row: Row) -> bool:
    values = wanted if isinstance(wanted, list) else [wanted]
    if name == "ingredient":
        return not {*values}.isdisjoint(row["substance"].split(" + "))
    if name == "strength":
        return not {*values}.isdisjoint([row["strength"], *row["strength"].split(" + ")])
    if name == "maker":
        return any(row["manufacturer"].startswith(value) for value in values)
    if name == "barcode":
        return any(row["barcodes"].startswith(value) for value in values)
    return row[name] in values


def corpus() -> list[Row]:
    """The committed corpus."""
    with (FOLDER / "corpus.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged() -> dict[str, Any]:
    """The committed judgements."""
    found: dict[str, Any] = json.loads((FOLDER / "judged_queries.json").read_text("utf-8"))
    return found


def fill_in() -> None:
    """Write the ids that each query means, one query a line."""
    rows = corpus()
    found = judged()
    lines = []
    for number, case in enumerate(found["queries"], start=1):
        ids = [row["id"] for row in rows if means(case["where"], row)]
        if not ids:
            raise SystemExit(f"{case['query']!r} means nothing in the corpus")
        line = {"id": f"q-{number:03}", **{k: case[k] for k in ("query", "kind", "where")}}
        lines.append(json.dumps({**line, "relevant": ids}, ensure_ascii=False))
    head = {key: value for key, value in found.items() if key != "queries"}
    text = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    body = ",\n  ".join(lines)
    (FOLDER / "judged_queries.json").write_text(
        f'{text},\n "queries": [\n  {body}\n ]\n}}\n', "utf-8"
    )


if __name__ == "__main__":
    fill_in()
