"""What a branch sold of one product, day by day, and on which days there was nothing to sell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.forecasting.queries.demand import DayDemand, ProductDemand, demand_of
from theriac.domains.forecasting.rules.series import DAY, DayState, DemandRate
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.forecasting.chart import demand_chart
from theriac.surfaces.backoffice.forecasting.need_words import a_day_words
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import ListFilters, ListTable, TextColumn
from theriac.surfaces.backoffice.shell.listing.windows import Windowed, window_filter
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort
from theriac.surfaces.backoffice.stock.product_list import ProductGathered
from theriac.surfaces.backoffice.templatetags import theriac as shown

WINDOWS = (30, 90, 365)
USUAL_WINDOW = 90
STATES = {
    DayState.IN_STOCK: _("In stock"),
    DayState.RAN_OUT: _("Ran out"),
    DayState.OUT: _("No stock"),
}


@dataclass(frozen=True, slots=True)
class DemandRow:
    """A day in words."""

    told: DayDemand
    product: ProductDetail

    @property
    def pk(self) -> str:
        """The day."""
        return self.told.day.isoformat()

    @property
    def day(self) -> date:
        return self.told.day

    @property
    def sold(self) -> str:
        """What was sold, in packs; empty for nothing."""
        return in_words(self.told.units, self.product) if self.told.units else ""

    @property
    def asked(self) -> str:
        """What was asked for and not in stock, in packs; empty for nothing."""
        return in_words(self.told.asked, self.product) if self.told.asked else ""


class DemandTable(ListTable):
    """A day, what was sold, and what there was."""

    day = TextColumn(verbose_name=_("Day"), label=_("Day"))
    sold = TextColumn(verbose_name=_("Sold"), label=_("Sold"), empty_values=(None, ""))
    asked = TextColumn(
        verbose_name=_("Asked for, not in stock"),
        label=_("Asked for, not in stock"),
        empty_values=(None, ""),
    )
    state = TextColumn(verbose_name=_("Stock"), accessor="told__state", label=_("Stock"))

    def render_day(self, value: date) -> str:
        return shown.long_date(value)

    def render_state(self, value: DayState) -> SafeString | str:
        """Marked where not everything asked for could be sold."""
        if value is DayState.IN_STOCK:
            return str(STATES[value])
        meaning = "stop" if value is DayState.OUT else "look"
        return badge(STATES[value], "exclamation-triangle", meaning)


class DemandFilters(ListFilters):
    """Over how many days; only those that lacked."""

    window = window_filter(_("Period"), WINDOWS, USUAL_WINDOW)
    lacking = django_filters.BooleanFilter(label=_("No stock or ran out"), method="keep")

    def keep(self, rows: Any, name: str, value: str) -> Any:
        """The screen leaves days out itself."""
        return rows


class DemandScreen(Windowed, ProductGathered):
    """One product's demand at the branch, the latest day first."""

    permission = VIEW_STOCK
    windows, usual_window = WINDOWS, USUAL_WINDOW
    template_name = "backoffice/forecasting/demand.html"
    title = _("Daily demand")
    counted = ngettext_lazy("%(count)s day", "%(count)s days", "count")
    table_class = DemandTable
    filterset_class = DemandFilters
    sorts = {
        "day": Sort(_("Day"), (), descending=True),
        "sold": Sort(_("Sold"), (), descending=True),
    }
    orders = {"day": lambda one: one.day, "sold": lambda one: one.units}
    default_sort = "day"
    exports = (
        Export(_("Day"), lambda row: row.day),
        Export(_("Sold, base units"), lambda row: row.told.units),
        Export(_("Asked for and not in stock, base units"), lambda row: row.told.asked),
        Export(_("Stock"), lambda row: str(STATES[row.told.state])),
    )
    empty = Empty(
        _("No days yet"),
        _("Each night, the sales of the day are added here. The first days appear tomorrow."),
        "bar-chart",
    )

    @cached_property
    def demand(self) -> ProductDemand | None:
        """The period that ended yesterday; None without a branch."""
        product = self.product
        if self.branch_id is None:
            return None
        yesterday = shown.today() - DAY
        return demand_of(
            actor=self.actor,
            branch_id=self.branch_id,
            product_id=product.id,
            first=yesterday - (self.window - 1) * DAY,
            last=yesterday,
        )

    def gathered(self) -> Sequence[DayDemand]:
        """Each day that fits."""
        days = self.demand.days if self.demand else ()
        if self.request.GET.get("lacking") == "true":
            return [one for one in days if one.state is not DayState.IN_STOCK]
        return days

    def page_of(self, rows: Sequence[DayDemand]) -> Sequence[DemandRow]:
        """In words."""
        return [DemandRow(one, self.product) for one in rows]

    def page_title(self) -> Text:
        return gettext("Daily demand: %(product)s") % {"product": self.product.name}

    def actions(self) -> Sequence[Action]:
        card = reverse("backoffice:stock_card", args=[self.product.id])
        where = reverse("backoffice:stock_where", args=[self.product.id])
        return [
            Action(_("Stock card"), "journal-text", card, VIEW_STOCK),
            Action(_("Stock at all branches"), "shop", where, VIEW_STOCK),
        ]

    def context(self) -> dict[str, Any]:
        """The rate and the chart above the list."""
        demand = self.demand
        if demand is None or not demand.days:
            return super().context()
        return {
            **super().context(),
            "rate": demand.rate,
            "sold": in_words(demand.rate.units, self.product) if demand.rate.units else "",
            "asked": in_words(demand.rate.asked, self.product) if demand.rate.asked else "",
            "per_day": self._per_day(demand.rate),
            "chart": demand_chart(demand.days, self.product),
        }

    def _per_day(self, rate: DemandRate) -> str:
        """Base units a day in stock, with one decimal; empty where it never was in stock."""
        mean = rate.per_day
        return "" if mean is None else a_day_words(mean, self.product.base_unit)
