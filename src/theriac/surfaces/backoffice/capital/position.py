"""Capital now, and every day that led there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.books.accounts import Account
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.capital.permissions import SET_FLOOR, VIEW_CAPITAL
from theriac.domains.capital.queries.days import CapitalDay, capital_days
from theriac.domains.capital.queries.position import capital_now
from theriac.surfaces.backoffice.books.period import DaysFilters, period_of
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MoneyColumn,
    NameColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class CapitalDayRow:
    """A day in words."""

    told: CapitalDay

    @property
    def pk(self) -> str:
        """The day."""
        return self.told.day.isoformat()

    @property
    def day(self) -> date:
        return self.told.day

    @property
    def words(self) -> str:
        """The day with its weekday."""
        return shown.long_date(self.told.day)

    @property
    def money(self) -> Money | None:
        return money(self.told.money)

    @property
    def committed(self) -> Money | None:
        return money(self.told.committed)

    @property
    def available(self) -> Money | None:
        return money(self.told.available)

    @property
    def spent(self) -> Money | None:
        """None where nothing was."""
        return money(self.told.spent or None)

    @property
    def ordered(self) -> Money | None:
        return money(self.told.ordered or None)


class CapitalDayTable(ListTable):
    """The day, and what stood in its evening."""

    day = NameColumn(verbose_name=_("Day"), accessor="words", url=lambda _row: "")
    money = MoneyColumn(verbose_name=_("Cash and bank"), label=_("Cash and bank"))
    committed = MoneyColumn(verbose_name=_("Committed"), label=_("Committed"))
    available = MoneyColumn(verbose_name=_("Available"), label=_("Available"))
    ordered = MoneyColumn(verbose_name=_("Ordered"), label=_("Ordered"), wide_only=True)
    spent = MoneyColumn(verbose_name=_("Spent"), label=_("Spent"), wide_only=True)


class CapitalScreen(GatheredList):
    """What is available, committed and spent now, and the evening of each day."""

    request: HttpRequest
    permission = VIEW_CAPITAL
    template_name = "backoffice/capital/position.html"
    title = _("Capital")
    counted = ngettext_lazy("%(count)s day", "%(count)s days", "count")
    table_class = CapitalDayTable
    filterset_class = DaysFilters
    sorts = {
        "day": Sort(_("Day"), (), descending=True),
        "available": Sort(_("Available"), ()),
    }
    orders = {"day": lambda row: row.day, "available": lambda row: row.told.available}
    default_sort = "day"
    exports = (
        Export(_("Day"), lambda row: row.day),
        Export(_("Cash and bank"), lambda row: row.money),
        Export(_("On order"), lambda row: money(row.told.on_order)),
        Export(_("Owed"), lambda row: money(row.told.owed)),
        Export(_("Committed"), lambda row: row.committed),
        Export(_("Available"), lambda row: row.available),
        Export(_("Ordered"), lambda row: row.ordered),
        Export(_("Spent"), lambda row: row.spent),
        Export(_("Minimum available"), lambda row: money(row.told.floor)),
    )
    empty = Empty(_("No days in this period"), _("Choose another period above."), "safe")

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day; none is to come."""
        asked, today = self.request.GET, shown.today()
        first_on, last_on = period_of(asked.get("period", ""), today)
        first_on = day_of(asked.get("since", "")) or first_on
        last_on = min(day_of(asked.get("until", "")) or last_on, today)
        return min(first_on, last_on), last_on

    def gathered(self) -> Sequence[CapitalDayRow]:
        first_on, last_on = self.days
        found = capital_days(actor=self.actor, first_on=first_on, last_on=last_on)
        return [CapitalDayRow(one) for one in found]

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                _("Cash-flow projection"),
                "graph-down",
                reverse("backoffice:cash_flow"),
                VIEW_CAPITAL,
            ),
            Action(
                _("Set minimum available"), "shield-lock", reverse("backoffice:floor"), SET_FLOOR
            ),
        ]

    def context(self) -> dict[str, Any]:
        """What stands now, above the days."""
        now = capital_now(actor=self.actor)
        sums = ("money", "on_order", "owed", "committed", "available", "spent", "floor", "free")
        return {
            **super().context(),
            **{name: shown.money(money(getattr(now, name))) for name in sums},
            "is_under": now.available < now.floor,
            "accounts": [
                (label, reverse("backoffice:book_account", args=[account]))
                for account, label in (
                    (Account.CASH, _("Cash")),
                    (Account.SAFE, _("Cash in the safe")),
                    (Account.BANK, _("Bank")),
                )
            ]
            if self.may(VIEW_BOOKS)
            else [],
        }
