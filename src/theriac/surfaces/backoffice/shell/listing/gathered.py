"""A list whose rows are worked out together: sums, rates, comparisons; paged, sorted, exported.

It has no queryset, so it is for some thousands of rows at most. ``gathered`` gives all of them,
``orders`` what they may be sorted by; ``page_of`` adds what only drawn rows need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet

from theriac.core.permissions import Permission
from theriac.surfaces.backoffice.shell.listing.export import cell_of
from theriac.surfaces.backoffice.shell.listing.keyset import PAGE_SIZE, KeysetPage, RowCount
from theriac.surfaces.backoffice.shell.lists import PLACE, ListScreen

_PIECE = 500


class GatheredList(ListScreen):
    """A list of what was worked out; ``sorts`` name the heads, ``orders`` the keys."""

    permission: ClassVar[Permission | None] = None
    table_class: ClassVar[Any] = None
    orders: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}

    def gathered(self) -> Sequence[Any]:
        """Every row that fits search and filters."""
        raise NotImplementedError

    def page_of(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows as they are drawn and exported."""
        return rows

    def rows(self) -> QuerySet[Any]:
        """It has none of the database."""
        raise NotImplementedError

    @cached_property
    def filterset(self) -> Any:
        """The filters, by which nothing of the database is narrowed."""
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.request.GET, queryset=_NOTHING, request=self.request)

    @cached_property
    def ordered(self) -> list[Any]:
        """The rows in the chosen order; equal ones as they were gathered."""
        rows = list(self.gathered())
        key = self.orders.get(self.chosen.name)
        return sorted(rows, key=key, reverse=self.chosen.descending) if key else rows

    @cached_property
    def count(self) -> RowCount:
        """How many."""
        return RowCount(len(self.ordered), is_more=False)

    @cached_property
    def page(self) -> KeysetPage:
        """Which rows of the order are drawn; the address says the first one's number."""
        word = self.request.GET.get(PLACE, "")
        start = int(word) if word.isdecimal() and len(word) < 9 else 0
        start = start if start < len(self.ordered) else 0
        end = min(start + PAGE_SIZE, len(self.ordered))
        before = str(max(start - PAGE_SIZE, 0)) if start else None
        after = str(end) if end < len(self.ordered) else None
        return KeysetPage(tuple(range(start, end)), start, before, after)

    def page_rows(self) -> list[Any]:
        """The drawn rows."""
        return list(self.page_of([self.ordered[number] for number in self.page.ids]))

    def export_rows(self) -> Iterator[Sequence[Any]]:
        """The cells of every row, in the list's order."""
        sources = [column.source for column in self.columns]
        for first in range(0, len(self.ordered), _PIECE):
            for row in self.page_of(self.ordered[first : first + _PIECE]):
                yield [cell_of(row, source) for source in sources]


class _Nothing:
    """Stands where a queryset is asked for and none is used."""

    model = None

    def all(self) -> _Nothing:
        return self


_NOTHING: Any = _Nothing()
