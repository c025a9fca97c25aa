"""A table as rows and columns of cells, the same whether it came from a page or a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from theriac_engine.extraction.boxes import Box


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: a box on a page (fractions of it), or a row and column of a sheet."""

    page: int
    box: Box | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell; ``confidence`` falls with what made reading it unsure."""

    text: str
    spot: Spot
    confidence: float = 1.0


@dataclass(slots=True)
class Column:
    """A column with its heading, and what is taken to stand in it.

    ``claimed`` is what its heading means, also where another column has that field. ``mark`` begins
    decimals in it, unless ``is_whole``: then it hardly has any.
    """

    heading: str
    field: str = ""
    likeness: float = 0.0
    claimed: str = ""
    mark: str = ""
    month_first: bool = False
    is_whole: bool = False


@dataclass(slots=True)
class GridRow:
    """The cells of a row by the number of their column; empty ones are left out."""

    cells: dict[int, Cell]
    spot: Spot
    confidence: float = 1.0


@dataclass(slots=True)
class Grid:
    """Columns, and rows below them."""

    columns: list[Column]
    rows: list[GridRow] = field(default_factory=list)

    def of(self, name: str) -> int | None:
        """The number of the column with this field."""
        for number, column in enumerate(self.columns):
            if column.field == name:
                return number
        return None

    def texts(self, number: int) -> list[str]:
        """What stands in a column, downwards."""
        return [row.cells[number].text for row in self.rows if number in row.cells]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside the table."""

    text: str
    spot: Spot
    confidence: float = 1.0


@dataclass(slots=True)
class Sheet:
    """What was read from one document: its tables, and the lines around them."""

    grids: list[Grid]
    around: list[TextLine]


def least(values: Iterable[float]) -> float:
    """The smallest, or 1 where there is none."""
    return min(values, default=1.0)
