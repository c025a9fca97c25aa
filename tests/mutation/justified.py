"""Mutants that nothing can catch, since they change nothing that holds, each with its reason.

``justified.txt`` has a mutant's key on a line and, indented below it, why it may live.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("justified.txt")


def parsed(text: str) -> dict[str, str]:
    """The reason of each key. Raises ValueError where a key or a reason stands alone."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line[0].isspace():
            key = line.strip()
            found[key] = []
        elif key:
            found[key].append(line.strip())
        else:
            raise ValueError(f"a reason without a mutant: {line.strip()}")
    for mutant, lines in found.items():
        if not lines:
            raise ValueError(f"a mutant without a reason: {mutant}")
    return {mutant: " ".join(lines) for mutant, lines in found.items()}


@cache
def reasons() -> dict[str, str]:
    """The reasons that are written down, by the mutants' keys."""
    return parsed(FILE.read_text("utf-8"))
