"""What cash and bank will hold, day by day, and the day on which it isn't enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext as _

from theriac.core.money import Money, round_half_up
from theriac.domains.capital.permissions import VIEW_CAPITAL
from theriac.domains.purchasing.queries.cash_flow import cash_projection
from theriac.domains.purchasing.rules.cash_flow import CashProjection, DueAmount, ProjectedDay
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

KINDS = {
    "bill": gettext_lazy("Bill %(number)s, %(who)s"),
    "order": gettext_lazy("Order %(number)s, %(who)s"),
    "received": gettext_lazy("Received, not yet invoiced"),
}


def due_words(one: DueAmount) -> str:
    """What is due, in a few words."""
    return str(KINDS[one.kind]) % {"number": one.number, "who": one.who}


@dataclass(frozen=True, slots=True)
class ProjectedRow:
    """A day to come in words."""

    told: ProjectedDay

    @property
    def pk(self) -> str:
        """The day."""
        return self.told.day.isoformat()

    @property
    def day(self) -> date:
        return self.told.day

    @property
    def words(self) -> str:
        return shown.long_date(self.told.day)

    @property
    def mean(self) -> Money | None:
        return money(self.told.mean)

    @property
    def paid(self) -> Money | None:
        return money(self.told.paid or None)

    @property
    def left(self) -> Money | None:
        return money(self.told.money)

    @property
    def cause(self) -> str:
        """The largest that is due, and how many besides."""
        cause = self.told.cause
        if cause is None:
            return ""
        more = len(self.told.due) - 1
        words = due_words(cause)
        return f"{words} + {shown.number(more)}" if more else words


class ProjectedTable(ListTable):
    """The day, what comes and goes, and what is left."""

    day = NameColumn(verbose_name=gettext_lazy("Day"), accessor="words", url=lambda _row: "")
    cause = TextColumn(
        verbose_name=gettext_lazy("Due payments"), label=gettext_lazy("Due payments")
    )
    mean = MoneyColumn(
        verbose_name=gettext_lazy("Takings less expenses"),
        label=gettext_lazy("Takings less expenses"),
        wide_only=True,
    )
    paid = MoneyColumn(
        verbose_name=gettext_lazy("To suppliers"), label=gettext_lazy("To suppliers")
    )
    left = MoneyColumn(
        verbose_name=gettext_lazy("Cash and bank"), label=gettext_lazy("Cash and bank")
    )


class CashFlowScreen(GatheredList):
    """Ninety days from today on."""

    permission = VIEW_CAPITAL
    template_name = "backoffice/capital/cash_flow.html"
    title = gettext_lazy("Cash-flow projection")
    counted = ngettext_lazy("%(count)s day", "%(count)s days", "count")
    table_class = ProjectedTable
    sorts = {
        "day": Sort(gettext_lazy("Day"), ()),
        "left": Sort(gettext_lazy("Cash and bank"), ()),
    }
    orders = {"day": lambda row: row.day, "left": lambda row: row.told.money}
    default_sort = "day"
    exports = (
        Export(gettext_lazy("Day"), lambda row: row.day),
        Export(gettext_lazy("Takings less expenses"), lambda row: row.mean),
        Export(gettext_lazy("To suppliers"), lambda row: row.paid),
        Export(gettext_lazy("Cash and bank"), lambda row: row.left),
        Export(gettext_lazy("Due payments"), lambda row: "; ".join(map(due_words, row.told.due))),
    )
    empty = Empty(gettext_lazy("No days"), gettext_lazy("Nothing can be projected yet."), "safe")

    @cached_property
    def projection(self) -> CashProjection:
        """Worked out once."""
        return cash_projection(actor=self.actor)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Capital"), reverse("backoffice:capital"))]

    def gathered(self) -> Sequence[ProjectedRow]:
        return [ProjectedRow(one) for one in self.projection.days]

    def context(self) -> dict[str, Any]:
        found = self.projection
        return {
            **super().context(),
            "below_zero": self._told(found.below_zero),
            "below_floor": self._told(found.below_floor),
            "floor": shown.money(money(found.floor)),
            "mean": shown.money(money(round_half_up(found.mean))),
            "chart": projection_chart(found),
        }

    def _told(self, day: ProjectedDay | None) -> dict[str, Any] | None:
        if day is None:
            return None
        cause = self.projection.cause_of(day)
        return {
            "day": day.day,
            "money": shown.money(money(day.money)),
            "cause": due_words(cause) if cause else "",
            "amount": shown.money(money(cause.amount)) if cause else "",
        }


def projection_chart(found: CashProjection) -> dict[str, Any]:
    """What is left each evening as a line, with the floor."""
    names = [shown.local_date(one.day) for one in found.days]
    amounts = [one.money for one in found.days]
    least = min(found.days, key=lambda one: one.money)
    return {
        "label": _("Cash and bank from %(first)s to %(last)s, least %(least)s on %(day)s")
        % {
            "first": names[0],
            "last": names[-1],
            "least": shown.money(money(least.money)),
            "day": shown.local_date(least.day),
        },
        "data": {
            "labels": names,
            "sets": [
                {"label": _("Cash and bank"), "data": amounts, "meaning": "note", "type": "line"},
                {
                    "label": _("Minimum available"),
                    "data": [found.floor] * len(amounts),
                    "meaning": "rest",
                    "type": "line",
                },
            ],
            "words": [
                [shown.money(money(one)) for one in amounts],
                [shown.money(money(found.floor))] * len(amounts),
            ],
            "many": True,
            "locale": frame.pharmacy().locale(get_language() or "en"),
        },
    }
