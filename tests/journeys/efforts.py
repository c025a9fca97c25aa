"""The budget of efforts: what a common task may ask of a person's hands.

``efforts.csv`` has a row a task: clicks, keys, scans and pages as they were counted, the seconds of
a practised hand (``tests.support.effort``), and what Odoo needs where that was counted too.
"""

from __future__ import annotations

import csv
from pathlib import Path

from tests.support.effort import Effort

BUDGET = Path(__file__).with_name("efforts.csv")
HELD = ("clicks", "keys", "scans", "pages", "seconds")


def budgets() -> dict[str, dict[str, str]]:
    """The rows of the budget, by task."""
    with BUDGET.open(encoding="utf-8", newline="") as file:
        return {row["task"]: row for row in csv.DictReader(file)}


def assert_within(task: str, took: Effort) -> None:
    """The task took no more of anything than its budget; where it takes less, write that down."""
    budget = budgets()[task]
    counts = {name: getattr(took, name) for name in HELD}
    grown = [name for name, count in counts.items() if count > float(budget[name])]
    assert not grown, f"{task} takes more than {budget}: {counts}"
