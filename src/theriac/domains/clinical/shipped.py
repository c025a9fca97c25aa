"""The sets that come with the product, each with source and licence (``data/sets.json``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from theriac.domains.clinical.formats.reader import ReadKnowledge, read_knowledge

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ShippedSet:
    """A set that a pharmacist may take in and put in force."""

    name: str
    edition: str
    source: str
    licence: str
    dated_on: date
    file: str


@cache
def shipped_sets() -> tuple[ShippedSet, ...]:
    """All of them, in the order in which they are offered."""
    told = json.loads((_DATA / "sets.json").read_text(encoding="utf-8"))
    return tuple(
        ShippedSet(**{**one, "dated_on": date.fromisoformat(one["dated_on"])}) for one in told
    )


@cache
def shipped_lines(shipped: ShippedSet) -> ReadKnowledge:
    """The lines of one."""
    with (_DATA / shipped.file).open("rb") as file:
        return read_knowledge(file)
