"""Shared counts of stock with their differences."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.shares.rights import COUNTS
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.queries.places import place_title
from theriac.domains.stocktaking.permissions import VIEW_VARIANCES
from theriac.domains.stocktaking.queries.postings import count_postings, count_results, differing
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shares.visitors.documents import (
    GOODS,
    POSTED,
    GoodsTable,
    PostingTable,
    SharedDocuments,
    SharedLines,
    document_name,
    units_column,
    worth_column,
    worth_export,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    MomentColumn,
    MoneyColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Export, Sort
from theriac.surfaces.backoffice.stocktaking.words import scope_words


class SharedCountTable(PostingTable):
    """A posted count: of what, how many lines differ, units and value over and short."""

    number = document_name("count")
    differs = NumberColumn(
        verbose_name=_("Differences"), accessor="differing", label=_("Differences")
    )
    units_over = units_column("units_over", _("Surplus units"))
    units_short = units_column("units_short", _("Missing units"))
    over = MoneyColumn(
        verbose_name=_("Surplus value"), label=_("Surplus value"), permission=SEE_COSTS
    )
    short = MoneyColumn(
        verbose_name=_("Missing value"), label=_("Missing value"), permission=SEE_COSTS
    )
    approver = TextColumn(verbose_name=_("Approved by"), label=_("Approved by"))

    class Meta:
        sequence = ("number", "recorded_at", "...", "person", "approver")


class SharedCounts(SharedDocuments):
    """Counts posted in the share's days."""

    permission = VIEW_VARIANCES
    kind = COUNTS
    title = _("Stock counts")
    counted = ngettext_lazy("%(count)s stock count", "%(count)s stock counts", "count")
    table_class = SharedCountTable
    exports = (
        *POSTED,
        Export(_("Approved by"), attrgetter("approver")),
        Export(_("Differences"), "differing"),
        Export(_("Surplus units"), "units_over"),
        Export(_("Missing units"), "units_short"),
        Export(_("Surplus value"), lambda row: row.over, SEE_COSTS),
        Export(_("Missing value"), lambda row: row.short, SEE_COSTS),
    )

    def rows(self) -> QuerySet[Any]:
        """By the instant of their posting."""
        return self.of_days(count_postings(actor=self.actor))

    def describe(self, rows: Sequence[Any]) -> None:
        """With what was counted, who approved, and the sums at cost."""
        people = names_of({row.approved_by for row in rows if row.approved_by})
        for row in rows:
            row.what = scope_words(row.count.scope, row.count.scope_of)
            row.approver = people.get(row.approved_by, "")
            row.over, row.short = money(row.value_over), money(row.value_short)


class SharedResultTable(GoodsTable):
    """A line: where, what the ledger had, what was found, the difference, who looked when."""

    where = TextColumn(verbose_name=_("Place"), accessor="place_words", label=_("Place"))
    ledger = units_column("expected", _("Expected"))
    counted = units_column("counted", _("Counted"))
    difference = units_column("difference", _("Difference"))
    worth = worth_column()
    looked_at = MomentColumn(verbose_name=_("Counted at"), label=_("Counted at"))
    person = TextColumn(verbose_name=_("Counted by"), label=_("Counted by"))


class SharedResultFilters(ListFilters):
    """Lines that differ."""

    way = django_filters.ChoiceFilter(
        method="keep_way",
        choices=[
            ("differs", _("Any difference")),
            ("over", _("Surplus")),
            ("short", _("Shortage")),
        ],
        label=_("Difference"),
    )

    def keep_way(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Any difference, or one way."""
        return differing(rows, value)


class SharedCount(SharedLines):
    """What each line of one count found."""

    permission = VIEW_VARIANCES
    kind = COUNTS
    documents = SharedCounts
    title = _("Differences")
    counted = ngettext_lazy("%(count)s line", "%(count)s lines", "count")
    table_class = SharedResultTable
    filterset_class = SharedResultFilters
    sorts = {"looked_at": Sort(_("Counted at"), ("looked_at",))}
    default_sort = "looked_at"
    exports = (
        *GOODS,
        Export(_("Place"), attrgetter("place_words")),
        Export(_("Expected"), "expected"),
        Export(_("Counted"), "counted"),
        Export(_("Difference"), "difference"),
        worth_export(),
        Export(_("Counted at"), "looked_at"),
        Export(_("Counted by"), attrgetter("person")),
    )

    def rows(self) -> QuerySet[Any]:
        """As they were posted."""
        return count_results(actor=self.actor, count_id=self.document.count_id)

    def describe(self, rows: Sequence[Any]) -> None:
        """With place, person and the difference at cost."""
        people = names_of({row.entry.person_id for row in rows})
        for row in rows:
            row.place_words = place_title(row.place.kind, row.place.name)
            row.person = people.get(row.entry.person_id, "")
            row.worth = money(row.value)
