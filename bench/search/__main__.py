"""Row CAT-12: a keystroke's search among 50,000 products, p95, and what it costs to keep.

``./theriac bench search`` measures the engine in one process, the counter's search in a browser,
and the API's against an empty authenticated endpoint on each database (at most 4 times its p95).
``--products`` makes it smaller, ``--databases`` names them. The last result is in ``result.json``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bench.search import browser, endpoint, engine
from tests.support.search_corpus import made_products

RESULT = Path(__file__).with_name("result.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=50_000)
    parser.add_argument("--databases", default="sqlite,postgresql,mariadb")
    options = parser.parse_args()
    products = made_products(options.products)
    result: dict[str, Any] = {
        "bench": "search",
        "rows": ["CAT-12"],
        "products": len(products),
        "engine": engine.measure(products),
        "browser": browser.measure(products),
    }
    for name in options.databases.split(","):
        result[name] = endpoint.measure(name, len(products))
    for part, figures in result.items():
        if part not in ("bench", "rows", "products"):
            show(part, figures)
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def show(part: str, figures: dict[str, Any] | None) -> None:
    """The figures for people."""
    if figures is None:
        print(f"{part}: not measured, no Chromium or Chrome is installed")
        return
    for name, value in figures.items():
        print(f"{part:10} {name:16} {value}")


if __name__ == "__main__":
    main()
