"""The branch's till sessions, as a list and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.tills.permissions import VIEW_TILLS
from theriac.domains.tills.queries.sessions import list_till_sessions, variances_now
from theriac.domains.tills.rules import WHY_VARIANCE
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import actor_of
from theriac.surfaces.backoffice.tills.words import STATES


@dataclass(frozen=True, slots=True)
class TillRow:
    """A session in words."""

    row: Any
    opened: str
    closed: str
    difference: int | None

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def code(self) -> str:
        """Its Z number, or what stands for it."""
        return str(self.row.code)

    @property
    def terminal(self) -> str:
        return str(self.row.terminal.name)

    @property
    def variance(self) -> Money | None:
        """Counted less expected; None until it is counted."""
        return self._money(self.difference)

    @property
    def counted(self) -> Money | None:
        return self._money(self.row.counted)

    @property
    def opening(self) -> Money | None:
        return self._money(self.row.opening_cash)

    def _money(self, amount: int | None) -> Money | None:
        return None if amount is None else Money(amount, self.row.currency)


class TillTable(ListTable):
    """Which, where, when and by whom it was opened and closed, its variance and state."""

    name = NameColumn(
        verbose_name=_("Till session"),
        accessor="code",
        url=lambda row: reverse("backoffice:till_detail", args=[row.pk]),
        note=lambda row: row.terminal,
    )
    opened_at = MomentColumn(
        verbose_name=_("Opening"), accessor="row__opened_at", label=_("Opening")
    )
    opened = TextColumn(verbose_name=_("Opened by"), accessor="opened", label=_("Opened by"))
    closed_at = MomentColumn(
        verbose_name=_("Closing"), accessor="row__closed_at", label=_("Closing")
    )
    counted = MoneyColumn(verbose_name=_("Counted"), label=_("Counted"), wide_only=True)
    variance = MoneyColumn(verbose_name=_("Variance"), label=_("Variance"))
    state = TextColumn(verbose_name=_("Status"), accessor="row__state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class TillFilters(ListFilters):
    """By state, terminal and day of the opening."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))
    terminal = django_filters.ChoiceFilter(field_name="terminal_id", label=_("Terminal"))
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        here = actor_of(self.request).branch_id
        self.filters["terminal"].extra["choices"] = [
            (str(one.id), one.name) for one in list_terminals([here] if here else [])
        ]

    def begun(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning."""
        return rows.filter(opened_at__gte=day_begins(day))

    def ended(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(opened_at__lt=day_begins(day + timedelta(days=1)))


class TillList(ListScreen):
    """Every session of the branch, the newest first."""

    permission = VIEW_TILLS
    title = _("Till sessions")
    counted = ngettext_lazy("%(count)s till session", "%(count)s till sessions", "count")
    search_hint = _("Z number")
    table_class = TillTable
    filterset_class = TillFilters
    sorts = {"opened_at": Sort(_("Opening"), ("opened_at",), descending=True)}
    default_sort = "opened_at"
    exports = (
        Export(_("Till session"), lambda row: row.code),
        Export(_("Terminal"), lambda row: row.terminal),
        Export(_("Opening"), lambda row: row.row.opened_at),
        Export(_("Opened by"), lambda row: row.opened),
        Export(_("Closing"), lambda row: row.row.closed_at),
        Export(_("Closed by"), lambda row: row.closed),
        Export(_("Float"), lambda row: row.opening),
        Export(_("Counted"), lambda row: row.counted),
        Export(_("Variance"), lambda row: row.variance),
        Export(_("Reason"), lambda row: str(WHY_VARIANCE.get(row.row.why, ""))),
        Export(_("Remark"), lambda row: row.row.note),
        Export(_("Status"), lambda row: str(STATES.word(row.row.state))),
    )
    empty = Empty(
        _("No till sessions yet"),
        _("A cashier opens the till at the counter: More, Till."),
        "cash-stack",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        found = list_till_sessions(actor=self.actor, branch_id=branch_id)
        return found.none() if self.branch_id is None else found

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the Z number."""
        return rows.filter(z_number__istartswith=text.strip())

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With people and variances."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=list(ids)))
        people = names_of({one for row in rows for one in (row.opened_by, row.closed_by) if one})
        variances = variances_now(actor=self.actor, branch_id=self.branch, sessions=rows)
        return {
            row.pk: TillRow(
                row,
                people.get(row.opened_by, ""),
                people.get(row.closed_by, ""),
                variances.get(row.pk),
            )
            for row in rows
        }

    def actions(self) -> Sequence[Action]:
        """The way to what somebody must look at."""
        work = reverse("backoffice:till_work")
        return [Action(_("Tills to check"), "exclamation-circle", work, VIEW_TILLS)]
