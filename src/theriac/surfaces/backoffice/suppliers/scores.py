"""Suppliers compared by how they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.purchasing.queries.scorecard import ScoredSupplier, supplier_scores
from theriac.domains.purchasing.rules.scorecard import SupplierScore
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, NameColumn
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.suppliers.score_words import (
    ObservedColumn,
    OverAYear,
    ScoreFilters,
    ScoreWords,
    moved_words,
    tenths,
)

UNKNOWN = 10**9
"""Where a supplier stands of whom nothing is known."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A supplier and its figures."""

    told: ScoredSupplier

    @property
    def pk(self) -> UUID:
        """The supplier's id."""
        return self.told.score.supplier_id

    @property
    def name(self) -> str:
        return self.told.name

    @property
    def score(self) -> SupplierScore:
        return self.told.score

    @property
    def words(self) -> ScoreWords:
        return ScoreWords(self.told.score)


class ScoreTable(ListTable):
    """The supplier, and each figure with what it is counted from."""

    name = NameColumn(
        verbose_name=gettext_lazy("Supplier"),
        url=lambda row: reverse("backoffice:supplier_score", args=[row.pk]),
    )
    lead = ObservedColumn(
        verbose_name=gettext_lazy("Delivery time"),
        label=gettext_lazy("Delivery time"),
        accessor="words__lead",
    )
    by_line = ObservedColumn(
        verbose_name=gettext_lazy("Delivered in full"),
        label=gettext_lazy("Delivered in full"),
        accessor="words__by_line",
    )
    by_unit = ObservedColumn(
        verbose_name=gettext_lazy("Delivered of ordered"),
        label=gettext_lazy("Delivered of ordered"),
        accessor="words__by_unit",
    )
    short = ObservedColumn(
        verbose_name=gettext_lazy("Short-dated"),
        label=gettext_lazy("Short-dated"),
        accessor="words__short",
    )
    moved = ObservedColumn(
        verbose_name=gettext_lazy("Price change"),
        label=gettext_lazy("Price change"),
        accessor="words__moved",
    )


class ScoreList(OverAYear, GatheredList):
    """Every supplier of whom something was ordered or came."""

    permission = VIEW_RECEIPTS
    template_name = "backoffice/suppliers/scores.html"
    title = gettext_lazy("Supplier scorecards")
    counted = ngettext_lazy("%(count)s supplier", "%(count)s suppliers", "count")
    table_class = ScoreTable
    filterset_class = ScoreFilters
    search_hint = gettext_lazy("Supplier")
    sorts = {
        "name": Sort(gettext_lazy("Supplier"), ()),
        "lead": Sort(gettext_lazy("Delivery time"), ()),
        "by_line": Sort(gettext_lazy("Delivered in full"), ()),
        "by_unit": Sort(gettext_lazy("Delivered of ordered"), ()),
        "short": Sort(gettext_lazy("Short-dated"), (), descending=True),
        "moved": Sort(gettext_lazy("Price change"), (), descending=True),
    }
    orders = {
        "name": lambda row: row.name.casefold(),
        "lead": lambda row: row.score.lead.mean if row.score.lead else UNKNOWN,
        "by_line": lambda row: _known(row.score.fill_lines.share_bp, UNKNOWN),
        "by_unit": lambda row: _known(row.score.fill_units.share_bp, UNKNOWN),
        "short": lambda row: _known(row.score.short.share_bp, -1),
        "moved": lambda row: _known(row.score.moved_bp, -UNKNOWN),
    }
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Supplier"), lambda row: row.name),
        Export(
            gettext_lazy("Delivery time, days, mean"),
            lambda row: tenths(row.score.lead.mean) if row.score.lead else "",
        ),
        Export(
            gettext_lazy("Delivery time, days, median"),
            lambda row: tenths(row.score.lead.median) if row.score.lead else "",
        ),
        Export(
            gettext_lazy("Delivery time, days, longest"),
            lambda row: tenths(row.score.lead.most) if row.score.lead else "",
        ),
        Export(
            gettext_lazy("Orders measured"),
            lambda row: row.score.lead.orders if row.score.lead else 0,
        ),
        Export(gettext_lazy("Lines ordered"), lambda row: row.score.fill_lines.whole),
        Export(gettext_lazy("Lines delivered in full"), lambda row: row.score.fill_lines.part),
        Export(gettext_lazy("Ordered, base units"), lambda row: row.score.fill_units.whole),
        Export(gettext_lazy("Delivered, base units"), lambda row: row.score.fill_units.part),
        Export(gettext_lazy("Received, base units"), lambda row: row.score.short.whole),
        Export(gettext_lazy("Short-dated, base units"), lambda row: row.score.short.part),
        Export(gettext_lazy("Returned, base units"), lambda row: row.score.returned.part),
        Export(gettext_lazy("Invoices"), lambda row: row.score.different.whole),
        Export(gettext_lazy("Invoices that differed"), lambda row: row.score.different.part),
        Export(gettext_lazy("Price change"), lambda row: moved_words(row.score.moved_bp)),
        Export(gettext_lazy("Products compared"), lambda row: row.score.compared),
    )
    empty = Empty(
        gettext_lazy("No orders or goods receipts in this period"),
        gettext_lazy("Scorecards are calculated from purchase orders and goods receipts."),
        "speedometer2",
    )

    def gathered(self) -> Sequence[ScoreRow]:
        first_on, last_on = self.days
        found = supplier_scores(
            actor=self.actor, branch_id=self.branch_id, first_on=first_on, last_on=last_on
        )
        typed = self.search_text.casefold()
        return [ScoreRow(one) for one in found if typed in one.name.casefold()]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Suppliers"), reverse("backoffice:supplier_list"))]


def _known(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value
