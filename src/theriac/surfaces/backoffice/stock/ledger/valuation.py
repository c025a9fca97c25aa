"""What stock is worth at cost, by branch, place and class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.queries.places import place_title
from theriac.domains.stock.queries.valuation import ValueLine, value_by_place, value_total
from theriac.surfaces.backoffice.catalog.words import class_title, legal_classes, money
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A line with its branch, in words."""

    line: ValueLine
    branch: str
    url: str

    @property
    def pk(self) -> str:
        """Place and class."""
        return f"{self.line.place_id}{self.line.legal_class}"

    @property
    def place(self) -> Text:
        """The place's name."""
        return place_title(self.line.kind, self.line.place)

    @property
    def legal_class(self) -> Text:
        """The class's name."""
        return class_title(self.line.legal_class)

    @property
    def value(self) -> Money | None:
        """At cost."""
        return money(self.line.value)

    @property
    def consigned(self) -> Money | None:
        """The suppliers', at cost; None where there is none."""
        return money(self.line.consigned) if self.line.consigned else None


class ValueTable(ListTable):
    """Where, which class, how many batches, worth how much."""

    where = NameColumn(
        verbose_name=_("Place"),
        accessor="place",
        url=lambda row: row.url,
        note=lambda row: row.branch,
    )
    kind = TextColumn(verbose_name=_("Class"), accessor="legal_class", label=_("Class"))
    batches = NumberColumn(verbose_name=_("Batches"), accessor="line__batches", label=_("Batches"))
    value = MoneyColumn(verbose_name=_("At cost"), label=_("At cost"))
    consigned = MoneyColumn(
        verbose_name=_("Consignment, owned by the supplier"),
        label=_("Consignment, owned by the supplier"),
        wide_only=True,
    )
    costless = NumberColumn(
        verbose_name=_("No cost"), accessor="line__without_cost", wide_only=True
    )


class ValueFilters(ListFilters):
    """A branch, a class."""

    branch = django_filters.ChoiceFilter(label=_("Branch"), method="keep")
    legal_class = django_filters.ChoiceFilter(
        label=_("Class"), method="keep", choices=legal_classes
    )
    consigned = django_filters.BooleanFilter(label=_("Consigned"), method="keep")
    uncosted = django_filters.BooleanFilter(label=_("No cost entered"), method="keep")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = list_branches(actor_of(self.request).branches_with(SEE_COSTS))
        self.filters["branch"].extra["choices"] = [(str(one.id), one.name) for one in seen]

    def keep(self, rows: Any, name: str, value: str) -> Any:
        """The screen leaves rows out itself."""
        return rows


class StockValueScreen(GatheredList):
    """The value of stock at cost in every branch whose costs the person may see."""

    permission = SEE_COSTS
    template_name = "backoffice/stock/ledger/valuation.html"
    title = _("Stock value")
    counted = ngettext_lazy("%(count)s line", "%(count)s lines", "count")
    table_class = ValueTable
    filterset_class = ValueFilters
    sorts = {
        "value": Sort(_("At cost"), (), descending=True),
        "where": Sort(_("Place"), ()),
        "kind": Sort(_("Class"), ()),
    }
    orders = {
        "value": lambda row: row.line.value,
        "where": lambda row: (row.branch.lower(), str(row.place).lower()),
        "kind": lambda row: str(row.legal_class).lower(),
    }
    default_sort = "value"
    exports = (
        Export(_("Branch"), lambda row: row.branch),
        Export(_("Place"), lambda row: row.place),
        Export(_("Class"), lambda row: row.legal_class),
        Export(_("Batches"), lambda row: row.line.batches),
        Export(_("At cost"), lambda row: row.value),
        Export(_("Consignment, owned by the supplier"), lambda row: money(row.line.consigned)),
        Export(_("No cost"), lambda row: row.line.without_cost),
    )
    empty = Empty(
        _("No stock yet"),
        _("Receive goods, and their value is listed here by place."),
        "cash-stack",
    )

    @cached_property
    def lines(self) -> list[ValueLine]:
        """The lines that fit the filters."""
        branch, legal_class = (self.request.GET.get(key, "") for key in ("branch", "legal_class"))
        return [
            one
            for one in value_by_place(actor=self.actor)
            if branch in ("", str(one.branch_id))
            and legal_class in ("", one.legal_class)
            and (one.consigned or not self._asks("consigned"))
            and (one.without_cost or not self._asks("uncosted"))
        ]

    def _asks(self, name: str) -> bool:
        """Whether only lines with some of it are asked for."""
        return self.request.GET.get(name) == "true"

    def gathered(self) -> Sequence[ValueRow]:
        """With the branches' names; a line opens its batches."""
        names = dict(list_branches().values_list("id", "name"))
        return [ValueRow(one, names.get(one.branch_id, ""), self._url(one)) for one in self.lines]

    def _url(self, line: ValueLine) -> str:
        batches = reverse("backoffice:stock_batches")
        asked = [f"&{name}=true" for name in ("consigned", "uncosted") if self._asks(name)]
        kept = f"place={line.place_id}&legal_class={line.legal_class}"
        if line.branch_id != self.branch_id:
            kept = f"branch={line.branch_id}&{kept}"
        return f"{batches}?{kept}{''.join(asked)}"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def context(self) -> dict[str, Any]:
        """The sum beside the list."""
        return {
            **super().context(),
            "total": shown.money(money(value_total(self.lines))),
            "consigned": shown.money(money(sum(one.consigned for one in self.lines))),
            "without": sum(one.without_cost for one in self.lines),
            "consigned_url": self.address_with(consigned="true"),
            "without_url": self.address_with(uncosted="true"),
        }
