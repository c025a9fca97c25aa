"""What waits for somebody of every kind and branch, who waited longest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core import clock
from theriac.core.conflicts.kinds import (
    WaitingConflict,
    conflict_branches,
    conflict_kinds,
    seen_kinds,
)
from theriac.core.conflicts.queue import (
    MOST_COUNTED,
    Narrowed,
    QueueCut,
    conflicts_page,
    count_conflicts,
)
from theriac.core.ids import parse_id
from theriac.core.listing.pages import LARGEST_SIZE, ListingRefused
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.surfaces.backoffice.conflicts.words import SHOWN
from theriac.surfaces.backoffice.sales.words import KINDS, span_words
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.keyset import PAGE_SIZE, KeysetPage, RowCount
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import PLACE, Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import actor_of, not_opened

CASE = "sales.case"


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict in words."""

    what: str
    kind: str
    number: str
    branch: str
    terminal: str
    since: Any
    waited: str
    url: str


class ConflictTable(ListTable):
    """What disagrees, of which document, where, since when."""

    what = NameColumn(
        verbose_name=_("Conflict"), url=lambda row: row.url, note=lambda row: row.number
    )
    kind = TextColumn(verbose_name=_("Kind"), label=_("Kind"))
    branch = TextColumn(verbose_name=_("Branch"), label=_("Branch"))
    terminal = TextColumn(verbose_name=_("Terminal"), label=_("Terminal"))
    since = MomentColumn(verbose_name=_("Since"), label=_("Since"))
    waited = TextColumn(verbose_name=_("Waiting"), label=_("Waiting"))


class ConflictFilters(ListFilters):
    """A kind, or of discrepancies one of theirs; a branch that is seen."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), method="keep")
    branch = django_filters.ChoiceFilter(label=_("Branch"), method="keep")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = actor_of(self.request)
        kinds = [(name, SHOWN[name].title) for name in seen_kinds(actor)]
        reasons = KINDS if CASE in seen_kinds(actor) else {}
        cases = [(f"{CASE}:{reason}", words) for reason, words in reasons.items()]
        seen = list_branches(conflict_branches(actor))
        self.filters["kind"].extra["choices"] = [*kinds, *cases]
        self.filters["branch"].extra["choices"] = [(str(one.id), one.name) for one in seen]

    def keep(self, rows: Any, _name: str, _value: str) -> Any:
        """The queue narrows itself."""
        return rows


class ConflictList(GatheredList):
    """The joint queue; each row leads to the page where it is settled."""

    permission = None
    title = _("Conflicts")
    counted = ngettext_lazy("%(count)s conflict", "%(count)s conflicts", "count")
    table_class = ConflictTable
    filterset_class = ConflictFilters
    sorts = {"since": Sort(_("Since"), ())}
    default_sort = "since"
    exports = (
        Export(_("Conflict"), lambda row: row.what),
        Export(_("Kind"), lambda row: row.kind),
        Export(_("Number"), lambda row: row.number),
        Export(_("Branch"), lambda row: row.branch),
        Export(_("Terminal"), lambda row: row.terminal),
        Export(_("Since"), lambda row: row.since),
    )
    empty = Empty(
        _("Nothing to settle"),
        _(
            "What a counter sent that differs from the records or can’t be booked is listed "
            "here until it is settled."
        ),
        "check2-circle",
    )

    def check_permission(self) -> None:
        """Refuse who may see no kind of conflict at any branch."""
        super().check_permission()
        if not seen_kinds(self.actor):
            raise not_opened()

    @cached_property
    def narrowed(self) -> Narrowed:
        """What the filters ask for; what isn't offered narrows nothing."""
        given = self.filterset.form.cleaned_data if self.filterset.is_valid() else {}
        kind, _colon, reason = str(given.get("kind") or "").partition(":")
        return Narrowed(parse_id(str(given.get("branch") or "")), kind, reason)

    @cached_property
    def count(self) -> RowCount:
        """How many wait; of very many only that there are more."""
        number = count_conflicts(actor=self.actor, narrowed=self.narrowed)
        return RowCount(number, number >= MOST_COUNTED)

    @cached_property
    def cut(self) -> QueueCut:
        """The page in the address; the first one where its cursor is another list's."""
        try:
            return self._cut(self.request.GET.get(PLACE, ""), PAGE_SIZE)
        except ListingRefused:
            return self._cut("", PAGE_SIZE)

    def _cut(self, cursor: str, size: int) -> QueueCut:
        return conflicts_page(actor=self.actor, narrowed=self.narrowed, cursor=cursor, size=size)

    @cached_property
    def page(self) -> KeysetPage:
        """The places of the drawn rows and the cursors beside them."""
        return KeysetPage(tuple(range(len(self.cut.items))), 0, self.cut.previous, self.cut.next)

    def page_rows(self) -> list[ConflictRow]:
        """The drawn rows."""
        return self._in_words(self.cut.items)

    def export_rows(self) -> Iterator[Sequence[Any]]:
        """The cells of everything that waits, piece by piece."""
        cursor: str | None = ""
        while cursor is not None:
            cut = self._cut(cursor, LARGEST_SIZE)
            for row in self._in_words(cut.items):
                yield [column.source(row) for column in self.columns if callable(column.source)]
            cursor = cut.next

    def _in_words(self, conflicts: Sequence[WaitingConflict]) -> list[ConflictRow]:
        now = clock.now()
        return [
            ConflictRow(
                what=SHOWN[one.kind].reason_words(one),
                kind=str(SHOWN[one.kind].title),
                number=one.number,
                branch=self._places[0].get(one.branch_id, ""),
                terminal=self._places[1].get(one.terminal_id, ""),
                since=one.since,
                waited=span_words(int((now - one.since).total_seconds()) // 60),
                url=self._page_of(one),
            )
            for one in conflicts
        ]

    def _page_of(self, one: WaitingConflict) -> str:
        shown = SHOWN[one.kind]
        settles = conflict_kinds()[one.kind].settled_by
        may = not shown.settlers_only or self.actor.may(settles, one.branch_id)
        return shown.url(one.key) if may else ""

    @cached_property
    def _places(self) -> tuple[Mapping[UUID, str], Mapping[UUID, str]]:
        terminals: Any = list(list_terminals(conflict_branches(self.actor)))
        return (
            {one.branch_id: one.branch.name for one in terminals},
            {one.id: one.name for one in terminals},
        )
