"""Which feature rows the tests show, by the ids in ``@pytest.mark.rows``; run it to list them."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from tests.architecture.source import ROOT, nodes, python_files, short

STEPS = (
    "foundation",
    "counter",
    "access",
    "stockroom",
    "proof",
    "corrections",
    "firstday",
    "buying",
    "care",
    "till",
)


def known_rows() -> list[str]:
    """The rows of the steps that were begun, in their order."""
    texts = (Path(__file__).with_name(f"{step}_rows.txt").read_text("utf-8") for step in STEPS)
    return [row for text in texts for row in text.split()]


def marked_rows() -> dict[str, list[str]]:
    """Row id to the places that show it."""
    shown: dict[str, list[str]] = {}
    for folder in (ROOT / "tests", ROOT / "bench"):
        for path in python_files(folder):
            for node in nodes(path):
                for row in _rows_of(node):
                    shown.setdefault(row, []).append(f"{short(path)}:{node.lineno}")
    return shown


def _rows_of(node: ast.AST) -> list[str]:
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    if not is_call or node.func.attr != "rows":
        return []
    return [
        argument.value
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def listing() -> str:
    """A line a row: shown, and where first; then the count."""
    shown = marked_rows()
    rows = known_rows()
    lines = [
        f"{row}  shown   {shown[row][0]} ({len(shown[row])})" if row in shown else f"{row}  not yet"
        for row in rows
    ]
    done = sum(row in shown for row in rows)
    return "\n".join([*lines, f"{done} of {len(rows)} rows shown"])


if __name__ == "__main__":
    sys.stdout.write(listing() + "\n")
