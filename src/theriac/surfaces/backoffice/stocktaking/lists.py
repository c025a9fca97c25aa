"""The list of counts with the morning's list above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.stocktaking.commands.plan import plan_counts
from theriac.domains.stocktaking.permissions import COUNT_STOCK, REVIEW_COUNT, VIEW_COUNTS
from theriac.domains.stocktaking.queries.counts import list_counts, progress_of
from theriac.domains.stocktaking.queries.due import due_today
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.listing.exported import FurtherTable, FurtherTables
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.stocktaking.words import REASONS, STATES, scope_words
from theriac.surfaces.backoffice.templatetags import theriac as shown

if TYPE_CHECKING:
    from theriac.domains.stocktaking.models import StockCount


class CountTable(ListTable):
    """Number with what it is of, when and by whom it was begun, how far it is."""

    number = NameColumn(
        verbose_name=gettext_lazy("Count"),
        url=lambda count: reverse("backoffice:count_detail", args=[count.pk]),
        note=lambda count: count.scope_words,
    )
    begun = TextColumn(verbose_name=gettext_lazy("Started"), label=gettext_lazy("Started"))
    person = TextColumn(verbose_name=gettext_lazy("By"), label=gettext_lazy("By"))
    far = TextColumn(verbose_name=gettext_lazy("Counted"), label=gettext_lazy("Counted"))
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="state_words")


class CountFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(
        choices=[
            ("open", gettext_lazy("Count in progress")),
            ("posted", gettext_lazy("Posted")),
            ("cancelled", gettext_lazy("Cancelled")),
        ],
        label=gettext_lazy("Status"),
    )


class CountList(FurtherTables, ListScreen):
    """Every count of the branch."""

    permission = VIEW_COUNTS
    template_name = "backoffice/stocktaking/list.html"
    title = gettext_lazy("Stock count")
    counted = ngettext_lazy("%(count)s stock count", "%(count)s stock counts", "count")
    table_class = CountTable
    filterset_class = CountFilters
    search_hint = gettext_lazy("Number")
    sorts = {"begun": Sort(gettext_lazy("Started"), ("begun_at",), descending=True)}
    default_sort = "begun"
    exports = (
        Export(gettext_lazy("Count"), "number"),
        Export(gettext_lazy("Scope"), "scope_words"),
        Export(gettext_lazy("Started"), "begun_at"),
        Export(gettext_lazy("Lines"), lambda count: count.progress.lines),
        Export(gettext_lazy("Counted"), lambda count: count.progress.counted),
    )
    further: ClassVar[dict[str, FurtherTable]] = {
        "due": FurtherTable(
            gettext_lazy("Due for counting today"),
            (
                Export(gettext_lazy("Product"), "product"),
                Export(gettext_lazy("Reason"), lambda one: REASONS.get(one.reason, one.reason)),
                Export(gettext_lazy("Counted"), "done"),
            ),
            lambda screen: due_today(actor=screen.actor, branch_id=screen.branch),
            COUNT_STOCK,
        )
    }
    empty = Empty(
        gettext_lazy("Nothing counted yet"),
        gettext_lazy(
            "Start with a shelf, or with the items due today. Sales continue during the count."
        ),
        "clipboard-data",
    )

    def rows(self) -> QuerySet[StockCount]:
        """The branch's, in no order."""
        branch_id = self.branch_id or UUID(int=0)
        return list_counts(actor=self.actor, branch_id=branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of the number."""
        return rows.filter(number__icontains=text)

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                gettext_lazy("Count on a phone"),
                "phone",
                reverse("backoffice:count_phone"),
                COUNT_STOCK,
            ),
            Action(
                gettext_lazy("New stock count"),
                "plus-lg",
                reverse("backoffice:count_begin"),
                REVIEW_COUNT,
                "primary",
            ),
        ]

    def load(self, ids: Any) -> Any:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        far = progress_of(actor=self.actor, counts=list(rows.values()))
        people = names_of({row.begun_by for row in rows.values()})
        for row in rows.values():
            row.scope_words = scope_words(row.scope, row.scope_of)
            row.begun = shown.local_moment(row.begun_at)
            row.person = people.get(row.begun_by, "")
            row.progress = far[row.pk]
            row.far = _("%(counted)s of %(lines)s") % {
                "counted": shown.number(row.progress.counted),
                "lines": shown.number(row.progress.lines),
            }
            row.state_words = STATES.badge(row.state)
        return rows

    def context(self) -> dict[str, Any]:
        counts = self.branch_id is not None and self.may(COUNT_STOCK)
        due = due_today(actor=self.actor, branch_id=self.branch) if counts else []
        return {
            **super().context(),
            "may_count": counts,
            "due": [(one, REASONS.get(one.reason, one.reason)) for one in due],
            "due_done": sum(one.done for one in due),
            "may_review": self.may(REVIEW_COUNT),
        }


class PlanCounts(ButtonScreen):
    """The day's list, written now where the morning's work didn't yet."""

    calls = Calls(plan_counts)

    def address(self) -> str:
        return reverse("backoffice:count_list")

    def said(self, result: int) -> Text:
        """How long it is."""
        words = ngettext("%(count)s item is due.", "%(count)s items are due.", result)
        return words % {"count": shown.number(result)}
