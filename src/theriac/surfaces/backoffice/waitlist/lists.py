"""The waitlist of a branch: who waits for what, what is held until when, who was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.database.among import Among
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.waitlist.permissions import KEEP_WAITLIST, SET_HOLD_TIME, VIEW_WAITLIST
from theriac.domains.waitlist.queries import list_waits
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.waitlist.words import (
    PRIORITIES,
    STATES,
    names_beside,
    state_badge,
)


@dataclass(frozen=True, slots=True)
class WaitRow:
    """A wait with its product and who waits."""

    row: Any
    product: ProductDetail
    who: str

    @property
    def pk(self) -> UUID:
        """The wait's id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """Who waits."""
        return self.who

    @property
    def wanted(self) -> str:
        """How many of what."""
        return f"{self.product.name}, {in_words(self.row.quantity, self.product)}"


class WaitTable(ListTable):
    """Who, what, how urgent, since when, until when goods are held, how it stands."""

    name = NameColumn(
        verbose_name=gettext_lazy("Customer"),
        url=lambda row: reverse("backoffice:wait_detail", args=[row.pk]),
        note=lambda row: row.wanted,
    )
    priority = TextColumn(
        verbose_name=gettext_lazy("Priority"),
        accessor="row__priority",
        label=gettext_lazy("Priority"),
    )
    since = MomentColumn(
        verbose_name=gettext_lazy("Waiting since"),
        accessor="row__since",
        label=gettext_lazy("Waiting since"),
    )
    until = MomentColumn(
        verbose_name=gettext_lazy("On hold until"),
        accessor="row__hold_until",
        label=gettext_lazy("On hold until"),
        empty_values=(None, ""),
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="row__state")

    def render_priority(self, value: str) -> str:
        return str(PRIORITIES[value])

    def render_state(self, record: WaitRow) -> SafeString:
        """As a badge; who is to be told says so."""
        return state_badge(record.row)


class WaitFilters(ListFilters):
    """How it stands and how urgent; what ended is left out unless asked for."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))
    priority = django_filters.ChoiceFilter(
        choices=list(PRIORITIES.items()), label=gettext_lazy("Priority")
    )
    untold = django_filters.BooleanFilter(label=gettext_lazy("To tell"), method="only_untold")

    def only_untold(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(state="offered", told_at=None) if value else rows

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Who stands in line, unless something else is chosen."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("state"):
            kept = kept.filter(state__in=["waiting", "offered"])
        return kept


class WaitList(ListScreen):
    """Who waits at the branch."""

    permission = VIEW_WAITLIST
    title = gettext_lazy("Waitlist")
    counted = ngettext_lazy("%(count)s customer", "%(count)s customers", "count")
    search_hint = gettext_lazy("Product or ticket number")
    table_class = WaitTable
    filterset_class = WaitFilters
    sorts = {
        "since": Sort(gettext_lazy("Waiting since"), ("since",)),
        "until": Sort(gettext_lazy("On hold until"), ("hold_until",)),
    }
    default_sort = "since"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row.product.name),
        Export(gettext_lazy("Quantity, base units"), lambda row: row.row.quantity),
        Export(gettext_lazy("Base unit"), lambda row: row.product.base_unit),
        Export(gettext_lazy("Code"), lambda row: row.row.code),
        Export(gettext_lazy("Priority"), lambda row: str(PRIORITIES[row.row.priority])),
        Export(gettext_lazy("Waiting since"), lambda row: row.row.since),
        Export(gettext_lazy("On hold until"), lambda row: row.row.hold_until),
        Export(gettext_lazy("Told"), lambda row: row.row.told_at),
        Export(gettext_lazy("Status"), lambda row: str(STATES.word(row.row.state))),
    )
    empty = Empty(
        gettext_lazy("No customers are waiting"),
        gettext_lazy(
            "Add customers who want a product that is out of stock. When it arrives, it is put on "
            "hold for the first in line."
        ),
        "people",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_waits(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_waits(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By product or ticket."""
        found = every_product_found(actor=self.actor, text=text)
        return rows.filter(Q(Among("product_id", found)) | Q(ticket__icontains=text))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Waits with product and who waits."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        keys = list({row.product_id for row in rows})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=keys)}
        names = names_beside(self.actor, self.branch_id, rows)
        return {row.pk: WaitRow(row, products[row.product_id], names[row.pk]) for row in rows}

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                gettext_lazy("Hold time"),
                "hourglass-split",
                reverse("backoffice:wait_hold"),
                SET_HOLD_TIME,
            ),
            Action(
                gettext_lazy("Add to the waitlist"),
                "person-plus",
                reverse("backoffice:wait_find"),
                KEEP_WAITLIST,
                "primary",
            ),
        ]
