"""Pages by the last row seen (keyset), so that page 1,000 costs what page 1 costs.

A sort is one or more expressions, always closed by the primary key, so that the order is total.
The address carries the sort's values of the row at the page's edge; the next page is what is
greater. Rows that are added meanwhile shift nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Expression, F, Model, Q, QuerySet
from django.db.models.expressions import Combinable

from theriac.core.listing.cursors import open_cursor, seal_cursor
from theriac.core.problems import Text

PAGE_SIZE = 50
COUNT_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Sort:
    """An order that people may choose.

    ``keys`` are field paths or expressions that are never null (wrap a nullable one in
    Coalesce). ``descending`` says that the first click gives the descending order.
    """

    label: Text
    keys: tuple[str | Expression | Combinable, ...]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sort and the direction in which it runs."""

    name: str
    sort: Sort
    descending: bool


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row at the edge of a page: its sort values and key, and how many rows precede it."""

    values: tuple[Any, ...]
    position: int
    backwards: bool = False


def encode_cursor(cursor: Cursor, order: str) -> str:
    """The cursor as a word for an address, sealed for the order that it belongs to.

    Raises TypeError for values it can't carry.
    """
    return seal_cursor([cursor.position, int(cursor.backwards), *cursor.values], order)


def decode_cursor(word: str, order: str) -> Cursor | None:
    """The cursor in an address; None for one that wasn't given out for this order."""
    match open_cursor(word, order):
        case [position, backwards, *values]:
            return Cursor(tuple(values), position, bool(backwards))
    return None


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """The primary keys of one page, where it stands, and the cursors of its neighbours."""

    ids: tuple[Any, ...]
    start: int
    before: str | None = None
    after: str | None = None


@dataclass(slots=True)
class Keyset:
    """A queryset in one order, cut into pages of ``size``."""

    queryset: QuerySet[Model]
    chosen: Chosen
    size: int = PAGE_SIZE
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        names: list[str] = []
        for index, key in enumerate(self.chosen.sort.keys):
            if isinstance(key, str):
                names.append(key)
                continue
            name = f"sort_{index}"
            self.queryset = self.queryset.annotate(**{name: key})
            names.append(name)
        if "pk" not in names:
            names.append("pk")
        self.names = tuple(names)

    @property
    def order(self) -> str:
        """What a cursor of this order is sealed for: the rows, the sort, its keys."""
        return "|".join(("page", self.queryset.model._meta.label, self.chosen.name, *self.names))

    def ordered(self, *, backwards: bool = False) -> QuerySet[Model]:
        """The whole queryset in the order (or in the opposite one)."""
        descending = self.chosen.descending != backwards
        return self.queryset.order_by(
            *(F(name).desc() if descending else F(name).asc() for name in self.names)
        )

    def _beyond(self, cursor: Cursor) -> Q:
        operator = "lt" if self.chosen.descending != cursor.backwards else "gt"
        beyond = Q()
        for index, name in enumerate(self.names):
            same = {self.names[place]: cursor.values[place] for place in range(index)}
            beyond |= Q(**same, **{f"{name}__{operator}": cursor.values[index]})
        # The bound on the first key alone lets every database walk the index.
        return Q(**{f"{self.names[0]}__{operator}e": cursor.values[0]}) & beyond

    def page(self, word: str = "") -> KeysetPage:
        """The page that the cursor in the address names; the first one when it names none."""
        cursor = decode_cursor(word, self.order) if word else None
        backwards = cursor is not None and cursor.backwards
        rows = self.ordered(backwards=backwards)
        if cursor is not None:
            rows = rows.filter(self._beyond(cursor))
        found: list[tuple[Any, ...]] = list(rows.values_list(*self.names)[: self.size + 1])
        more = len(found) > self.size
        found = found[: self.size]
        if cursor is None:
            return self._page(found, 0, has_before=False, has_after=more)
        if not backwards:
            return self._page(found, cursor.position, has_before=True, has_after=more)
        if not more:
            return self.page()
        found.reverse()
        start = max(cursor.position - len(found), 0)
        return self._page(found, start, has_before=True, has_after=True)

    def _page(
        self, rows: Sequence[tuple[Any, ...]], start: int, *, has_before: bool, has_after: bool
    ) -> KeysetPage:
        before = after = None
        if rows and has_before:
            before = encode_cursor(Cursor(tuple(rows[0]), start, backwards=True), self.order)
        if rows and has_after:
            after = encode_cursor(Cursor(tuple(rows[-1]), start + len(rows)), self.order)
        return KeysetPage(tuple(row[-1] for row in rows), start, before, after)


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows there are; above COUNT_LIMIT only that there are more."""

    number: int
    is_more: bool


def count_rows(queryset: QuerySet[Model]) -> RowCount:
    """Count at most COUNT_LIMIT rows, so that a ledger of millions stays quick."""
    number = queryset.order_by().values("pk")[: COUNT_LIMIT + 1].count()
    return RowCount(min(number, COUNT_LIMIT), number > COUNT_LIMIT)
