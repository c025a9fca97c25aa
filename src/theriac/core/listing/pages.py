"""Cursor listing: declared filters and sorts, bounded pages, found by the last row seen.

A page costs the same wherever it stands, and rows that are added meanwhile shift nothing. A sort
is one or more columns or expressions that are never null, closed by the id, so that the order is
total. The cursor carries the sort's values of the row at the page's edge; it is opaque, checked
by a keyed hash, and good only for the listing and sort that gave it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Expression, F, Model, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from theriac.core.listing.cursors import open_cursor, seal_cursor
from theriac.core.problems import Unprocessable

DEFAULT_SIZE = 50
LARGEST_SIZE = 200

M = TypeVar("M", bound=Model)
Filter = Callable[[QuerySet[Any], Any], QuerySet[Any]]


class ListingRefused(Unprocessable):
    """A filter, sort or cursor that this listing doesn't have; ``field`` names which."""

    type = "listing.refused"
    title = _("This filter or sort order isn't available")


@dataclass(frozen=True, slots=True)
class SortFields:
    """An order: field paths or expressions that are never null (wrap others in Coalesce)."""

    keys: tuple[str | Expression | Combinable, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page and the cursors of its neighbours; None where there is no such page."""

    items: tuple[M, ...]
    next: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: the row before it, and which way it runs from there."""

    values: tuple[Any, ...]
    backwards: bool


@dataclass(frozen=True, slots=True)
class Listing(Generic[M]):
    """What may be asked of one list. ``name`` tells its cursors from another list's."""

    name: str
    sorts: Mapping[str, SortFields]
    default_sort: str
    filters: Mapping[str, Filter] = field(default_factory=dict)

    def narrowed(self, rows: QuerySet[M], wanted: Mapping[str, Any]) -> QuerySet[M]:
        """The rows that fit the filters; one whose value is None is not set.

        Raises ListingRefused for a filter that isn't declared.
        """
        for name, value in wanted.items():
            if name not in self.filters:
                raise ListingRefused(_("This filter doesn't exist."), field=name)
            if value is not None:
                rows = self.filters[name](rows, value)
        return rows

    def page(
        self,
        rows: QuerySet[M],
        *,
        wanted: Mapping[str, Any] | None = None,
        sort: str = "",
        cursor: str = "",
        size: int = DEFAULT_SIZE,
    ) -> Page[M]:
        """The page that ``cursor`` names, or the first. ``-name`` is the sort from its other end.

        Raises ListingRefused for an unknown filter or sort, for a cursor that this listing and
        sort didn't give, and for a size outside 1 to LARGEST_SIZE.
        """
        if not 1 <= size <= LARGEST_SIZE:
            raise ListingRefused(
                _("Enter a page size of 1 to %(most)s rows.") % {"most": LARGEST_SIZE},
                field="limit",
            )
        word = sort or self.default_sort
        chosen = self.sorts.get(word.removeprefix("-"))
        if chosen is None:
            raise ListingRefused(_("This sort order doesn't exist."), field="sort")
        place = self._place(cursor, word, len(chosen.keys) + 1) if cursor else None
        descending = word.startswith("-")
        kept = self.narrowed(rows, wanted or {})
        return self._cut(_Order(chosen, descending), kept, place, size, word)

    def _cut(
        self, order: _Order, rows: QuerySet[M], place: _Place | None, size: int, word: str
    ) -> Page[M]:
        backwards = place is not None and place.backwards
        found = list(order.beyond(rows, place)[: size + 1])
        more = len(found) > size
        found = found[:size]
        if backwards:
            found.reverse()
        has_next = backwards or more
        has_previous = more if backwards else place is not None
        return Page(
            tuple(found),
            next=self._cursor(order, found, -1, word) if has_next else None,
            previous=self._cursor(order, found, 0, word) if has_previous else None,
        )

    def _cursor(self, order: _Order, found: Sequence[M], edge: int, word: str) -> str | None:
        if not found:
            return None
        return seal_cursor([edge == 0, *order.values(found[edge])], self._bound(word))

    def _place(self, cursor: str, word: str, size: int) -> _Place:
        values = open_cursor(cursor, self._bound(word))
        if values is None or len(values) != size + 1:
            raise ListingRefused(
                _("This cursor belongs to another list. Start at the first page."), field="cursor"
            )
        backwards, *restored = values
        return _Place(tuple(restored), bool(backwards))

    def _bound(self, word: str) -> str:
        return f"listing|{self.name}|{word}"


@dataclass(frozen=True, slots=True)
class _Order:
    """A sort in the direction in which it runs."""

    sort: SortFields
    descending: bool

    @property
    def names(self) -> tuple[str, ...]:
        return (*(f"place_{index}" for index in range(len(self.sort.keys))), "pk")

    def beyond(self, rows: QuerySet[M], place: _Place | None) -> QuerySet[M]:
        """The rows in order from the place on."""
        keys = {
            name: F(key) if isinstance(key, str) else key
            for name, key in zip(self.names, self.sort.keys, strict=False)
        }
        descending = self.descending != (place is not None and place.backwards)
        rows = rows.annotate(**keys).order_by(
            *(f"-{name}" if descending else name for name in self.names)
        )
        return rows if place is None else rows.filter(self._after(place, descending=descending))

    def _after(self, place: _Place, *, descending: bool) -> Q:
        operator = "lt" if descending else "gt"
        after = Q()
        for index, name in enumerate(self.names):
            same = dict(zip(self.names[:index], place.values, strict=False))
            after |= Q(**same, **{f"{name}__{operator}": place.values[index]})
        # The bound on the first key alone lets every database walk the index.
        return Q(**{f"{self.names[0]}__{operator}e": place.values[0]}) & after

    def values(self, row: Model) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.names)
