"""How much of a table is taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableBounds:
    """The most rows with content, columns, letters a cell, and unpacked bytes of one part."""

    rows: int = 200_000
    columns: int = 256
    letters: int = 32_767
    part_bytes: int = 300_000_000
    texts: int = 2_000_000


BOUNDS = TableBounds()
