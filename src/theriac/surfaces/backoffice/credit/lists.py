"""Credit accounts with what they owe, as a list and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.credit.paper import spaced
from theriac.domains.credit.permissions import MANAGE_CREDIT, VIEW_CREDIT
from theriac.domains.credit.queries.accounts import ages_of, list_credit_accounts
from theriac.domains.credit.queries.overdue import past_due
from theriac.domains.credit.rules import DIGITS, Ageing
from theriac.domains.credit.words import AGES
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.credit.words import STATES, names_beside
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class CreditRow:
    """An account in words, with how old what it owes is."""

    row: Any
    name: str
    ageing: Ageing

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def number(self) -> str:
        return spaced(self.row.number)

    @property
    def state(self) -> str:
        return str(self.row.state)

    @property
    def owed(self) -> Money | None:
        return money(self.row.owed)

    @property
    def limit(self) -> Money | None:
        return money(self.row.credit_limit)

    @property
    def overdue(self) -> Money | None:
        return money(self.ageing.overdue or None)

    def aged(self, index: int) -> Money | None:
        """What is open of an age."""
        return money(self.ageing.ages[index])


class CreditTable(ListTable):
    """Who, how much of which limit, what is late, and the state."""

    name = NameColumn(
        verbose_name=_("Customer"),
        accessor="name",
        url=lambda row: reverse("backoffice:credit_detail", args=[row.pk]),
        note=lambda row: row.number,
    )
    owed = MoneyColumn(verbose_name=_("Owed"), label=_("Owed"))
    overdue = MoneyColumn(verbose_name=_("Past due"), label=_("Past due"))
    limit = MoneyColumn(verbose_name=_("Limit"), label=_("Limit"))
    state = TextColumn(verbose_name=_("Status"), accessor="state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class CreditFilters(ListFilters):
    """By state, and whether something is past due."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))
    past_due = django_filters.ChoiceFilter(
        choices=[("true", _("Past due"))], method="only_past_due", label=_("Due date")
    )

    def only_past_due(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        """Those that owe something past its day to pay."""
        return past_due(rows, shown.today())


class CreditList(ListScreen):
    """Every account, those that owe most first."""

    permission = VIEW_CREDIT
    title = _("Credit accounts")
    counted = ngettext_lazy("%(count)s account", "%(count)s accounts", "count")
    search_hint = _("Account number")
    table_class = CreditTable
    filterset_class = CreditFilters
    sorts = {
        "owed": Sort(_("Owed"), ("owed",), descending=True),
        "opened_at": Sort(_("Opening"), ("opened_at",), descending=True),
    }
    default_sort = "owed"
    exports = (
        Export(_("Customer"), lambda row: row.name),
        Export(_("Account number"), lambda row: row.row.number),
        Export(_("Owed"), lambda row: row.owed),
        Export(_("Past due"), lambda row: row.overdue),
        Export(AGES[0], lambda row: row.aged(0)),
        Export(AGES[1], lambda row: row.aged(1)),
        Export(AGES[2], lambda row: row.aged(2)),
        Export(AGES[3], lambda row: row.aged(3)),
        Export(_("Limit"), lambda row: row.limit),
        Export(_("Days to pay"), lambda row: row.row.terms_days),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
    )
    empty = Empty(
        _("No credit accounts yet"),
        _("Open one for a clinic or a patient who pays later."),
        "person-vcard",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        found = list_credit_accounts(actor=self.actor, branch_id=branch_id)
        return found.none() if self.branch_id is None else found

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By how the number begins, with or without blanks."""
        digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
        return rows.filter(number__startswith=digits[:DIGITS]) if digits else rows.none()

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With names and ages."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=list(ids)))
        names = names_beside(self.actor, self.branch, rows)
        ages = ages_of(
            actor=self.actor,
            branch_id=self.branch,
            account_ids=[row.pk for row in rows],
            on=shown.today(),
        )
        return {row.pk: CreditRow(row, names[row.pk], ages[row.pk]) for row in rows}

    def actions(self) -> Sequence[Action]:
        """The way to a new one."""
        new = reverse("backoffice:credit_new")
        return [Action(_("Open account"), "plus-lg", new, MANAGE_CREDIT, "primary")]
