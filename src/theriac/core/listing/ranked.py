"""Pages of what was ranked elsewhere: by number, under cursors that are good only there.

An order that a search makes is no column, so a page is found by how many rows precede it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.listing.cursors import open_cursor, seal_cursor
from theriac.core.listing.pages import ListingRefused


@dataclass(frozen=True, slots=True)
class RankedPage:
    """The ids of one page and the cursors of its neighbours; None where there is no such page."""

    items: tuple[UUID, ...]
    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class RankedListing:
    """One ranked list. ``name`` tells its cursors from those of other lists and searches."""

    name: str

    def start(self, cursor: str) -> int:
        """How many rows precede the page that ``cursor`` names. Raises ListingRefused."""
        match open_cursor(cursor, self._bound) if cursor else [0]:
            case [int(start)]:
                return start
        raise ListingRefused(
            _("This cursor belongs to another list. Start at the first page."), field="cursor"
        )

    def page(self, ids: Sequence[UUID], *, start: int, size: int) -> RankedPage:
        """The page from ``start`` on; ``ids`` reach beyond its end where there are more."""
        end = start + size
        return RankedPage(
            tuple(ids[start:end]),
            next=seal_cursor([end], self._bound) if len(ids) > end else None,
            previous=seal_cursor([max(start - size, 0)], self._bound) if start else None,
        )

    @property
    def _bound(self) -> str:
        return f"ranked|{self.name}"
