"""What was read of a document, as `contracts/engine.openapi.json` describes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from theriac_engine.extraction.grids import Spot

CERTAIN = 0.9
"""From here a reader needn't be asked; the contract says so too."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A field as it was read: ``value`` in canonical form or None, ``text`` as it is printed."""

    value: str | None
    text: str
    confidence: float
    spot: Spot

    def doubted(self, most: float) -> Reading:
        """The same, with no more confidence than this."""
        return Reading(self.value, self.text, min(self.confidence, most), self.spot)


@dataclass(slots=True)
class ReadLine:
    """An article with what is said of it."""

    fields: dict[str, Reading]
    spot: Spot

    @property
    def confidence(self) -> float:
        """The least of its fields."""
        return min((one.confidence for one in self.fields.values()), default=0.0)

    def value(self, name: str) -> str | None:
        """The value of a field, or None."""
        return self.fields[name].value if name in self.fields else None


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A heading, and the field that it was taken for ("" for none)."""

    heading: str
    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page: its number, its size in points as displayed, and whether it had to be recognised."""

    number: int
    width: float
    height: float
    is_scan: bool


@dataclass(slots=True)
class ReadDocument:
    """All that was read of one document."""

    pages: Sequence[ReadPage] = ()
    fields: dict[str, Reading] = field(default_factory=dict)
    columns: list[ReadColumn] = field(default_factory=list)
    lines: list[ReadLine] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As the contract's ``Document`` writes it."""
        return {
            "pages": [
                {
                    "number": page.number,
                    "width": round(page.width, 1),
                    "height": round(page.height, 1),
                    "source": "scan" if page.is_scan else "text",
                }
                for page in self.pages
            ],
            "columns": [
                {"heading": one.heading, "field": one.field or None, "confidence": one.confidence}
                for one in self.columns
            ],
            "fields": {name: _reading(one) for name, one in sorted(self.fields.items())},
            "lines": [
                {
                    "confidence": round(line.confidence, 3),
                    "place": _place(line.spot),
                    "fields": {name: _reading(one) for name, one in sorted(line.fields.items())},
                }
                for line in self.lines
            ],
        }


def _reading(one: Reading) -> dict[str, Any]:
    return {
        "value": one.value,
        "text": one.text,
        "confidence": round(one.confidence, 3),
        "place": _place(one.spot),
    }


def _place(spot: Spot) -> dict[str, Any]:
    if spot.box is None:
        return {"page": spot.page, "row": spot.row, "column": spot.column}
    box = [round(value, 4) for value in (spot.box.x0, spot.box.y0, spot.box.x1, spot.box.y1)]
    return {"page": spot.page, "box": box}
