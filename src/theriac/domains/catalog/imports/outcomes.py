"""What came of rows, row by row and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from theriac.domains.catalog.imports.faults import (
    ASKED_FIRST,
    WITHOUT_BARCODE,
    Consequence,
    RowFault,
)

MOST_COLUMNS = 100
ASKED = "asked_first"
"""The note of rows that are taken once a person says that they looked at their cost or price."""
UNBARCODED = "without_barcode"
"""The note of rows that are taken without a barcode that stands in them."""

CLASS_CHOSEN = "class_chosen"
"""The note of new products whose class a person chose for all rows that say none."""
PACKS_COUNTED = "packs_counted"
"""The note of rows whose pack is a text such as 10x10, counted as a person confirmed."""


class RowAction(StrEnum):
    """What a row does."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"
    PASSED_OVER = "passed_over"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What a row does or did. ``what`` are kinds of change, ``notes`` what is counted beside."""

    number: int
    action: RowAction
    faults: tuple[RowFault, ...] = ()
    what: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def wants_a_look(self) -> bool:
        """Whether it is taken although something about it is odd."""
        return self.action is not RowAction.LEFT_OUT and bool(self.faults)


@dataclass(slots=True)
class Tally:
    """The counts of rows. ``actions`` counts every row once, by what it does.

    ``looks`` counts those of them that want a look, by action too; ``columns`` faults by column.
    """

    actions: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)
    what: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)

    def add(self, outcomes: Iterable[RowOutcome]) -> None:
        """Count these rows."""
        for outcome in outcomes:
            self.actions[outcome.action.value] += 1
            self.what.update(outcome.what)
            self.notes.update(outcome.notes)
            if outcome.wants_a_look:
                self.looks[outcome.action.value] += 1
                self._note(outcome)
            self.columns.update(fault.column for fault in outcome.faults)

    def _note(self, outcome: RowOutcome) -> None:
        """Count what is told of a row that wants a look."""
        codes = {fault.code for fault in outcome.faults}
        if codes & ASKED_FIRST:
            self.notes[ASKED] += 1
        if codes & WITHOUT_BARCODE and outcome.action is not RowAction.PASSED_OVER:
            self.notes[UNBARCODED] += 1

    def merge(self, other: Tally) -> None:
        """Add the other's counts."""
        for name in ("actions", "looks", "what", "notes", "columns"):
            getattr(self, name).update(getattr(other, name))

    def to_json(self) -> dict[str, Any]:
        """As it is stored; of columns the ones with most faults."""
        return {
            "actions": dict(self.actions),
            "looks": dict(self.looks),
            "what": dict(self.what),
            "notes": dict(self.notes),
            "columns": dict(self.columns.most_common(MOST_COLUMNS)),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Tally:
        """What ``to_json`` gave; an empty tally for nothing."""
        return cls(**{name: Counter(counts) for name, counts in data.items()})

    @property
    def rows(self) -> int:
        return sum(self.actions.values())

    @property
    def left_out(self) -> int:
        """Rows that aren't taken."""
        return self.actions[RowAction.LEFT_OUT]

    @property
    def look(self) -> int:
        """Rows that are taken and want a look."""
        return sum(self.looks.values())

    @property
    def taken(self) -> int:
        """Rows that are brought in, whether they change anything or not."""
        return self.rows - self.left_out - self.actions[RowAction.PASSED_OVER]

    def plain(self, action: RowAction) -> int:
        """Rows that do this and have no fault, as the four counts of a check show them."""
        return self.actions[action.value] - self.looks[action.value]


def is_left_out(faults: Iterable[RowFault]) -> bool:
    """Whether one of the faults keeps the row out."""
    return any(fault.consequence is Consequence.LEFT_OUT for fault in faults)
