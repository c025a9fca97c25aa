"""Which numbers of a supplier's documents are the same: pure."""

from __future__ import annotations

from theriac.core.tables.heads import name_key

LONGEST = 40


def document_key(number: str) -> str:
    """A number for comparing: no case, accents, spaces or punctuation; "" where nothing is left."""
    return name_key(number).replace(" ", "")[:LONGEST]
