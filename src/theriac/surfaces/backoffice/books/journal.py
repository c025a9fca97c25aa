"""Every posting, the latest day first; each leads to its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.books.permissions import ENTER_BOOKS, VIEW_BOOKS
from theriac.domains.books.queries.accounts import chart
from theriac.domains.books.queries.journal import list_postings, on_account
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.books.words import DOCUMENTS, account_title, document_words
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    LedgerTable,
    ListFilters,
    MoneyColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A posting in words."""

    row: Any
    debit: str
    credit: str
    branch: str
    person: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        found: UUID = self.row.id
        return found

    @property
    def booked_on(self) -> Any:
        return self.row.booked_on

    @property
    def amount(self) -> Money | None:
        return money(self.row.amount)

    @property
    def document(self) -> SafeString:
        """What it tells of, and the words entered with it."""
        row = self.row
        drawn = document_words(row.document_kind, row.document_id, row.document_number)
        if row.note:
            return format_html('{}<div class="t-2 t-sm">{}</div>', drawn, row.note)
        return drawn

    @property
    def document_kind(self) -> str:
        return str(DOCUMENTS.get(self.row.document_kind, self.row.document_kind))


class JournalTable(LedgerTable):
    """Day, document, from and to which account, how much."""

    missing = ""

    booked_on = DateColumn(verbose_name=_("Day"))
    document = TextColumn(verbose_name=_("Document"))
    debit = TextColumn(verbose_name=_("Debit"), label=_("Debit"))
    credit = TextColumn(verbose_name=_("Credit"), label=_("Credit"))
    amount = MoneyColumn(verbose_name=_("Amount"), label=_("Amount"))
    who = TextColumn(verbose_name=_("Who"), accessor="person", wide_only=True)


class PostingFilters(ListFilters):
    """Account, kind of document, branch, and the days from and to."""

    account = django_filters.ChoiceFilter(label=_("Account"), method="keep_account")
    document_kind = django_filters.ChoiceFilter(
        label=_("Document"), choices=list(DOCUMENTS.items())
    )
    branch = django_filters.ChoiceFilter(label=_("Branch"), field_name="branch_id")
    since = django_filters.DateFilter(
        label=_("From date"), field_name="booked_on", lookup_expr="gte"
    )
    until = django_filters.DateFilter(label=_("To date"), field_name="booked_on", lookup_expr="lte")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = list_branches(actor_of(self.request).branches_with(VIEW_BOOKS))
        self.filters["branch"].extra["choices"] = [(str(one.id), one.name) for one in seen]
        self.filters["account"].extra["choices"] = [
            (key, account_title(one)) for key, one in chart().items()
        ]

    def keep_account(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those on either side of the account."""
        return on_account(rows, value)


class JournalScreen(ListScreen):
    """The journal."""

    permission = VIEW_BOOKS
    title = _("Journal")
    counted = ngettext_lazy("%(count)s posting", "%(count)s postings", "count")
    search_hint = _("Document number")
    table_class = JournalTable
    filterset_class = PostingFilters
    sorts = {
        "booked_on": Sort(_("Day"), ("booked_on",), descending=True),
        "amount": Sort(_("Amount"), ("amount",), descending=True),
    }
    default_sort = "booked_on"
    exports = (
        Export(_("Day"), lambda row: row.booked_on),
        Export(_("Recorded"), lambda row: row.row.recorded_at),
        Export(_("Document"), lambda row: row.document_kind),
        Export(_("Number"), lambda row: row.row.document_number),
        Export(_("Debit"), lambda row: row.debit),
        Export(_("Credit"), lambda row: row.credit),
        Export(_("Amount"), lambda row: row.amount),
        Export(_("Note"), lambda row: row.row.note),
        Export(_("Branch"), lambda row: row.branch),
        Export(_("Who"), lambda row: row.person),
    )
    empty = Empty(
        _("Nothing in the journal yet"),
        _("Sales, deliveries and money entries are added here as they are recorded."),
        "journal-text",
    )

    def rows(self) -> QuerySet[Any]:
        return list_postings(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the document's number."""
        return rows.filter(document_number__istartswith=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """The postings with accounts, branches and people, in four reads."""
        rows = list(self.rows().filter(pk__in=list(ids)))
        people = names_of(row.actor_id for row in rows)
        branches = dict(list_branches().values_list("id", "name"))
        accounts = {key: account_title(one) for key, one in chart().items()}
        return {
            row.id: PostingRow(
                row,
                accounts[row.debit],
                accounts[row.credit],
                branches.get(row.branch_id, ""),
                people.get(row.actor_id, ""),
            )
            for row in rows
        }

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Books"), reverse("backoffice:books"))]

    def actions(self) -> Sequence[Action]:
        new = reverse("backoffice:voucher_new")
        return [Action(_("Record money"), "plus-lg", new, ENTER_BOOKS, kind="primary")]
