"""The list of returns, with what suppliers still owe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from theriac.core.money import Money
from theriac.domains.purchasing.permissions import DRAFT_RETURN, VIEW_RETURNS
from theriac.domains.purchasing.queries.returns import (
    credit_awaited,
    list_returns,
    returns_named,
)
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.returns.words import STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A return in words."""

    row: Any
    supplier: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        found: UUID = self.row.id
        return found

    @property
    def number(self) -> str:
        """Its number, empty before it is sent."""
        return str(self.row.number)

    @property
    def state(self) -> SafeString:
        return STATES.badge(self.row.state)

    @property
    def sent_at(self) -> Any:
        """When it left."""
        return self.row.sent_at

    @property
    def expected(self) -> Money | None:
        """What is asked back."""
        return money(self.row.expected) if self.row.sent_at else None

    @property
    def credited(self) -> Money | None:
        """What came."""
        return money(self.row.credited) if self.row.sent_at else None

    @property
    def awaited(self) -> Money | None:
        """What is still owed."""
        if self.row.state != "sent":
            return None
        return money(max(0, self.row.expected - self.row.credited))


class ReturnTable(ListTable):
    """Supplier with number, state, when it left, and the money."""

    supplier = NameColumn(
        verbose_name=gettext_lazy("Supplier"),
        url=lambda one: reverse("backoffice:return_detail", args=[one.pk]),
        note=lambda one: one.number,
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"))
    sent_at = MomentColumn(verbose_name=gettext_lazy("Sent"), label=gettext_lazy("Sent"))
    expected = MoneyColumn(
        verbose_name=gettext_lazy("Credit requested"), label=gettext_lazy("Credit requested")
    )
    credited = MoneyColumn(
        verbose_name=gettext_lazy("Credited"), label=gettext_lazy("Credited"), wide_only=True
    )
    awaited = MoneyColumn(
        verbose_name=gettext_lazy("Outstanding"), label=gettext_lazy("Outstanding")
    )


class ReturnFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))


class ReturnList(ListScreen):
    """The branch's returns, the newest first."""

    permission = VIEW_RETURNS
    template_name = "backoffice/purchasing/returns/list.html"
    title = gettext_lazy("Returns to suppliers")
    counted = ngettext_lazy("%(count)s return", "%(count)s returns", "count")
    table_class = ReturnTable
    filterset_class = ReturnFilters
    search_hint = gettext_lazy("Return or credit note number")
    sorts = {"begun": Sort(gettext_lazy("Started"), ("created_at",), descending=True)}
    default_sort = "begun"
    exports = (
        Export(gettext_lazy("Number"), lambda one: one.number),
        Export(gettext_lazy("Supplier"), lambda one: one.supplier),
        Export(gettext_lazy("Status"), lambda one: str(STATES.word(one.row.state))),
        Export(gettext_lazy("Sent"), lambda one: one.sent_at),
        Export(gettext_lazy("Credit requested"), lambda one: one.expected),
        Export(gettext_lazy("Credited"), lambda one: one.credited),
        Export(gettext_lazy("Outstanding"), lambda one: one.awaited),
        Export(gettext_lazy("Why the credit differs"), lambda one: one.row.difference_reason),
    )
    empty = Empty(
        gettext_lazy("No returns yet"),
        gettext_lazy(
            "Start one here, or open a batch and choose “Return to supplier”. "
            "You can return expired batches too."
        ),
        "box-arrow-left",
    )

    def actions(self) -> Sequence[Action]:
        new = reverse("backoffice:return_new")
        label = gettext_lazy("New return to supplier")
        return [Action(label, "plus-lg", new, DRAFT_RETURN, "primary")]

    def rows(self) -> QuerySet[Any]:
        """Of the branch that is worked in, else of all that may be seen; in no order."""
        return list_returns(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By number."""
        return returns_named(rows, text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of_suppliers({row.supplier_id for row in rows})
        return {row.pk: ReturnRow(row, names.get(row.supplier_id, "")) for row in rows}

    def context(self) -> dict[str, Any]:
        """With what is awaited in all."""
        owed = credit_awaited(actor=self.actor, branch_id=self.branch_id)
        found = _("no amount outstanding")
        if owed.returns:
            found = ngettext("of %(count)s return", "of %(count)s returns", owed.returns) % {
                "count": owed.returns
            }
        return {**super().context(), "owed": money(owed.amount), "owed_of": found}
