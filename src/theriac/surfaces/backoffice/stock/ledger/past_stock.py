"""Stock as at a past moment, batch by batch and place by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import cost_seen, list_batches
from theriac.domains.stock.queries.ledger.as_at import past_rows, past_total, stock_as_at
from theriac.domains.stock.queries.ledger.snapshots import Figures
from theriac.domains.stock.rules.valuation import cost_of
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.batches.lists import (
    BatchList,
    batch_url,
    place_words,
    search_batches,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown

EARLIEST = 1970


class PastTable(ListTable):
    """A batch in a place, and what was there."""

    number = NameColumn(
        verbose_name=_("Batch"),
        accessor="number_words",
        url=batch_url,
        note=lambda row: row.product_name,
    )
    expiry = DateColumn(
        verbose_name=_("Expiry"), accessor="batch__expires_on", label=_("Expiry"), wide_only=True
    )
    place = TextColumn(
        verbose_name=_("Place"), accessor="place_words", label=_("Place"), whole=True
    )
    quantity = TextColumn(verbose_name=_("At that time"), accessor="then", label=_("At that time"))
    now = TextColumn(verbose_name=_("Now"), accessor="quantity", label=_("Now"), wide_only=True)
    value = MoneyColumn(
        verbose_name=_("At cost"),
        accessor="value_money",
        label=_("At cost"),
        permission=SEE_COSTS,
    )

    def render_quantity(self, record: Any) -> str:
        """In packs."""
        return in_words(record.then, record.product)

    def render_now(self, record: Any) -> str:
        """In packs."""
        return in_words(record.quantity, record.product)


class PastStockList(ListScreen):
    """What was there before a chosen moment, by the server's clock."""

    permission = VIEW_STOCK
    template_name = "backoffice/stock/ledger/past.html"
    title = _("Past stock")
    counted = ngettext_lazy("%(count)s batch", "%(count)s batches", "count")
    search_hint = _("Batch number or product")
    table_class = PastTable
    sorts = BatchList.sorts
    default_sort = "expiry"
    exports = (
        Export(_("Product"), lambda row: row.product_name),
        Export(_("Batch"), lambda row: row.batch.number),
        Export(_("Expiry"), lambda row: row.batch.expires_on),
        Export(_("Place"), lambda row: row.place_words),
        Export(_("Time"), lambda row: row.at),
        Export(_("Base units"), lambda row: row.then),
        Export(_("Base units now"), lambda row: row.quantity),
        Export(_("At cost"), lambda row: row.value_money, SEE_COSTS),
    )
    empty = Empty(
        _("No stock at that time"),
        _("Choose a later date. The batches in stock at that time are listed here."),
        "clock-history",
    )

    @cached_property
    def day(self) -> date:
        """The day in the address, else today; what can't be one is today."""
        return _read_day(self.request.GET.get("day", "")) or shown.today()

    @cached_property
    def hour(self) -> time | None:
        """The time of the day in the address; None for its end."""
        try:
            return time.fromisoformat(self.request.GET.get("time", "")).replace(tzinfo=None)
        except ValueError:
            return None

    @cached_property
    def at(self) -> datetime:
        """Everything recorded before this counts; never later than now."""
        zone = frame.pharmacy().zone
        if self.hour is None:
            chosen = datetime.combine(self.day + timedelta(days=1), time(0), zone)
        else:
            chosen = datetime.combine(self.day, self.hour, zone)
        return min(chosen, clock.now())

    def rows(self) -> QuerySet[Any]:
        """The balances that had stock then."""
        if self.branch_id is None:
            return list_batches(actor=self.actor, branch_id=UUID(int=0)).none()
        return past_rows(actor=self.actor, branch_id=self.branch_id, at=self.at)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the number's beginning, or by product."""
        return search_batches(self.actor, rows, text)

    @cached_property
    def figures(self) -> Figures:
        """Base units then, by batch and place."""
        if self.branch_id is None:
            return {}
        return stock_as_at(actor=self.actor, branch_id=self.branch_id, at=self.at)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Balances with what they were."""
        branch_id = self.branch_id or UUID(int=0)
        rows: dict[Any, Any] = {
            row.pk: row
            for row in list_batches(actor=self.actor, branch_id=branch_id).filter(pk__in=list(ids))
        }
        wanted = list({row.product_id for row in rows.values()})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}
        for row in rows.values():
            row.product = product = products[row.product_id]
            row.at = self.at
            row.then = self.figures.get((row.batch_id, row.place_id), 0)
            row.number_words = row.batch.number or gettext("No number")
            row.product_name = product.name
            row.place_words = place_words(row.place.kind, row.bin)
            cost = cost_of(row.then, cost_seen(self.actor, row), row.batch.cost_units)
            row.value_money = money(cost)
        return rows

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def moment_words(self) -> Text:
        """Which moment it is, on the branch's clock."""
        return shown.local_moment(self.at)

    def context(self) -> dict[str, Any]:
        """The moment and the totals beside the list."""
        total = None
        if self.branch_id is not None:
            total = past_total(actor=self.actor, branch_id=self.branch_id, figures=self.figures)
        return {
            **super().context(),
            "day": self.day,
            "hour": self.hour.strftime("%H:%M") if self.hour else "",
            "total": total,
            "value": shown.money(money(total.value)) if total and self.may(SEE_COSTS) else "",
        }


def _read_day(text: str) -> date | None:
    day = day_of(text)
    return day if day and EARLIEST <= day.year <= 2199 else None
