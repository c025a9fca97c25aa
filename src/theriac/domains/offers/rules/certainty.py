"""Which lines a person must look at before they count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

SURE = 900
"""Thousandths: from there on the engine asks nobody (contracts/engine.openapi.json)."""
ALIKE = 1_000
"""Thousandths of likeness from which a name is the name."""
BY_NAME = "name"


class ReadLine(Protocol):
    """What of a line decides."""

    confidence: int
    matched_by: str
    similarity: int

    @property
    def faults(self) -> Sequence[str]:
        """Codes of what couldn't be read."""


def is_sure(line: ReadLine) -> bool:
    """Whether nobody needs to look: read surely, without a fault, and surely this product."""
    if line.confidence < SURE or line.faults or not line.matched_by:
        return False
    return line.matched_by != BY_NAME or line.similarity >= ALIKE
