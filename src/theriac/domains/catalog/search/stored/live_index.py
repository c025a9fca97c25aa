"""This process's copy of the search's index, brought up to date before each search.

One statement reads how far the entries are; when nothing changed that is all. Changed products
are read by their revision; everything is read anew at the first search, when the copy's revision
is no part of the history (a rollback, another database), or when the copy is worn. What was found
is kept until something changes: people type the same few first letters, and those have the most
candidates.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.database.reads import CachedRead
from theriac.domains.catalog.models.search import SearchEntry, SearchState
from theriac.domains.catalog.search.abbreviations import NONE
from theriac.domains.catalog.search.documents import unpacked
from theriac.domains.catalog.search.engine import SearchOutcome, search_index
from theriac.domains.catalog.search.index import IndexRow, SearchIndex
from theriac.domains.catalog.search.orders import NOWHERE, Popularity
from theriac.domains.catalog.search.stored.abbreviations import own_abbreviations
from theriac.domains.catalog.search.stored.history import History
from theriac.domains.catalog.search.stored.popularity import popularity_of

CHUNK = 2000
MOST_KEPT = 2000
LONGEST_KEPT = 40
"""Letters of a text whose outcome is kept; longer ones are seldom typed twice."""
MOST_IDS_KEPT = 500
"""Products of an outcome that is kept; what found more is asked for once, by a file."""
Asked = tuple[str, int | None, bool, UUID | None]


class LiveIndex:
    """An index with the history that it holds; one thread at a time."""

    def __init__(self) -> None:
        self._index = SearchIndex()
        self._history = History()
        self._kept: dict[Asked, SearchOutcome] = {}
        self._ranked = ""
        self._popularity: dict[UUID | None, Popularity] = {None: NOWHERE}
        self._abbreviated = ""
        self._own = NONE
        self._lock = threading.Lock()

    def search(
        self, text: str, *, limit: int | None, only_active: bool, branch_id: UUID | None = None
    ) -> SearchOutcome:
        """What ``text`` finds in the entries as this transaction sees them, as a branch sells."""
        history, ranked, abbreviated = _stored_state()
        with self._lock:
            if history != self._history:
                self._catch_up(history)
            if ranked != self._ranked:
                self._kept.clear()
                self._popularity = {None: NOWHERE}
                self._ranked = ranked
            if abbreviated != self._abbreviated:
                self._kept.clear()
                self._own = own_abbreviations() if abbreviated else NONE
                self._abbreviated = abbreviated
            asked = (text, limit, only_active, branch_id)
            return self._kept.get(asked) or self._find(asked)

    def warm(self) -> int:
        """Read everything now rather than at the first search; how many products there are."""
        self.search("", limit=1, only_active=True)
        return len(self._index)

    def _find(self, asked: Asked) -> SearchOutcome:
        text, limit, only_active, branch_id = asked
        popularity = self._popularity.get(branch_id)
        if popularity is None and branch_id is not None:
            popularity = popularity_of(branch_id, self._ranked)
            self._popularity[branch_id] = popularity
        outcome = search_index(
            self._index,
            text,
            limit=limit,
            only_active=only_active,
            popularity=popularity or NOWHERE,
            own=self._own,
        )
        if len(text) <= LONGEST_KEPT and len(outcome.product_ids) <= MOST_IDS_KEPT:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[asked] = outcome
        return outcome

    def _catch_up(self, history: History) -> None:
        self._kept.clear()
        entries = SearchEntry.objects.all()
        if history.follows(self._history) and not self._index.is_worn:
            entries = entries.filter(revision__gt=self._history.revision)
        else:
            self._index = SearchIndex()
        self._history = History()
        self._index.put(_rows(entries))
        self._history = history


_state = CachedRead(
    lambda: SearchState.objects.filter(id=1).values_list(
        "revision", "marks", "ranked", "abbreviated"
    )
)


def _stored_state() -> tuple[History, str, str]:
    rows = _state()
    if not rows:
        return History(), "", ""
    revision, marks, ranked, abbreviated = rows[0]
    return History(revision, marks), ranked, abbreviated


def _rows(entries: QuerySet[SearchEntry]) -> Iterator[IndexRow]:
    columns = entries.order_by().values_list("product_id", "document", "standing", "active")
    for product_id, document, standing, active in columns.iterator(chunk_size=CHUNK):
        yield unpacked(product_id, document, standing, active=active)


_live = LiveIndex()


def search_entries(
    text: str, *, limit: int | None, only_active: bool = True, branch_id: UUID | None = None
) -> SearchOutcome:
    """Search in this process's copy."""
    return _live.search(text, limit=limit, only_active=only_active, branch_id=branch_id)


def warm_search() -> int:
    """Make this process's copy ready; a web process may do so in a thread when it starts."""
    return _live.warm()
