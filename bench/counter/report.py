"""What the bench tells: each figure, its limit, and the ratio to it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

RESULT = Path(__file__).with_name("result.json")
BESIDE = Path(__file__).with_name("beside.json")
WHOLE = {BESIDE: {"sold_elsewhere_s"}}
"""What a part of the bench must have measured to be kept; else everything below."""
LIMITS = {
    "first_load_s": 20.0,
    "reload_s": 5.0,
    "delta_ms": 1000.0,
    "shown_elsewhere_s": 3.0,
    "sold_elsewhere_s": 3.0,
    "cold_start_offline_s": 5.0,
    "keystroke.p95_ms": 50.0,
    "sale_commit.p95_ms": 50.0,
    "first_visit.form_s": 3.0,
    "first_visit.usable_after_sign_in_s": 3.0,
    "first_visit.again.usable_s": 3.0,
    "first_visit.usable_s": 3.0,
}


def show(found: dict[str, Any], products: int, kept: Path) -> None:
    """For people, then one line for programs, which is kept where it is whole."""
    for name, value in found.items():
        print(f"{name:22} {value}")
    ratios = {}
    for name, limit in LIMITS.items():
        value = _figure(found, name)
        if value is not None:
            ratios[name] = round(value / limit, 2)
            print(f"{name:34} {ratios[name]:5} of its limit {limit:g}")
    line = json.dumps(
        {
            "bench": "counter",
            "rows": ["OFF-10", "OFF-02", "STK-01", "OPS-30"],
            "products": products,
            "load": round(os.getloadavg()[0], 1),
            **found,
            "ratios": ratios,
        }
    )
    if WHOLE.get(kept, set(LIMITS)) == set(ratios):
        kept.write_text(line + "\n", "utf-8")
    print(line)


def _figure(found: dict[str, Any], name: str) -> float | None:
    """A figure by its place, such as ``keystroke.p95_ms``; None where it wasn't measured."""
    value: Any = found
    for part in name.split("."):
        if part not in value:
            return None
        value = value[part]
    return float(value)
