"""A list whose search ranks what it finds: the best fit first, until another order is asked for.

The search keeps its own index and says how many it found besides the first of them, so a page in
its order reads no more than itself. With a filter the keys that fit it are read; in another order
the database is given all that was found. Each is one statement. The address says the number of the
page's first row; so it does for an order whose key is worked out for every row, once a row then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.database.among import Among
from theriac.core.permissions import Permission
from theriac.surfaces.backoffice.shell.listing.keyset import (
    COUNT_LIMIT,
    PAGE_SIZE,
    Chosen,
    Keyset,
    KeysetPage,
    RowCount,
    Sort,
)
from theriac.surfaces.backoffice.shell.lists import PLACE, SORT, ListScreen

_PIECE = 500
BEST_FIT = Sort(_("Best match"), ())


class RankedList(ListScreen):
    """A list with ``ranked``; its rows are models whose primary keys the search gives."""

    permission: ClassVar[Permission | None] = None
    table_class: ClassVar[Any] = None
    worked_out: ClassVar[frozenset[str]] = frozenset()
    """Sorts whose keys no index serves, by name."""

    def ranked(self, most: int | None) -> tuple[Sequence[UUID], int]:
        """What the search finds, best first, at most ``most`` of it; and how many there are."""
        raise NotImplementedError

    @cached_property
    def every_match(self) -> Sequence[UUID]:
        """All that the search finds, best first."""
        return self.ranked(None)[0]

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """The rows that the search finds."""
        return rows.filter(Among("pk", self.every_match))

    @property
    def best_first(self) -> bool:
        """Whether the search's own order is shown."""
        return bool(self.search_text) and not self.request.GET.get(SORT)

    @cached_property
    def chosen(self) -> Chosen:
        """The order asked for; while searching and unasked, the best fit first."""
        if self.best_first:
            return Chosen("best", BEST_FIT, descending=False)
        return super().chosen

    @property
    def _is_narrowed(self) -> bool:
        return any(chip.is_on for chip in self.chips())

    @cached_property
    def _fitting(self) -> Sequence[UUID]:
        """All that the search finds and the filters leave, best first."""
        if not self._is_narrowed:
            return self.every_match
        kept = set(self.filterset.qs.order_by().values_list("pk", flat=True))
        return [key for key in self.every_match if key in kept]

    @cached_property
    def _start(self) -> int:
        """How many rows the address leaves out before the page."""
        word = self.request.GET.get(PLACE, "")
        return int(word) if word.isdecimal() and len(word) < 9 else 0

    @cached_property
    def _reached(self) -> tuple[Sequence[UUID], int]:
        """What fits up to the page's end, best first, and how many fit in all."""
        if self._is_narrowed:
            return self._fitting, len(self._fitting)
        return self.ranked(self._start + PAGE_SIZE)

    @cached_property
    def count(self) -> RowCount:
        """How many rows fit."""
        if not self.best_first:
            return super().count
        number = self._reached[1]
        return RowCount(min(number, COUNT_LIMIT), number > COUNT_LIMIT)

    @cached_property
    def page(self) -> KeysetPage:
        """The primary keys of the page in the address; of the first one beyond the end."""
        if not self.best_first and self.chosen.name not in self.worked_out:
            return super().page
        start = self._start if self._start < self.count.number else 0
        end = start + PAGE_SIZE
        if self.best_first:
            ids = tuple(self._reached[0][start:end])
        else:
            rows = Keyset(self.found, self.chosen).ordered()
            ids = tuple(rows.values_list("pk", flat=True)[start:end])
        before = str(max(start - PAGE_SIZE, 0)) if start else None
        return KeysetPage(ids, start, before, str(end) if end < self.count.number else None)

    def pieces(self) -> Iterator[Sequence[UUID]]:
        """The primary keys of every row that fits, in the list's order, some hundreds at a time."""
        if self.best_first:
            ids = self._fitting
        else:
            rows = Keyset(self.found, self.chosen).ordered()
            ids = list(rows.values_list("pk", flat=True))
        for first in range(0, len(ids), _PIECE):
            yield ids[first : first + _PIECE]

    def export_rows(self) -> Iterator[Sequence[Any]]:
        """The cells of every row that fits, in the list's order."""
        if not self.best_first:
            yield from super().export_rows()
            return
        for ids in self.pieces():
            yield from self.cells_of(ids)
