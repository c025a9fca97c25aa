"""The list of what is reserved: why, for whom, until when."""

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

from theriac.core.actor import SYSTEM_NAME
from theriac.core.database.among import Among
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.stock.permissions import RESERVE_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.reservations import list_reservations
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.reservations.words import (
    PURPOSES,
    STATES,
    withheld_badge,
)


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """A reservation with its product and who made it."""

    row: Any
    product: ProductDetail
    person: str

    @property
    def pk(self) -> UUID:
        """The reservation's id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """The product."""
        return self.product.name

    @property
    def quantity(self) -> str:
        """How many, in packs."""
        return in_words(self.row.quantity, self.product)

    @property
    def whose(self) -> str:
        """What tells whose it is."""
        return str(self.row.reference)


class ReservationTable(ListTable):
    """What, how many, whose, why, until when, how it stands."""

    name = NameColumn(
        verbose_name=gettext_lazy("Product"),
        url=lambda row: reverse("backoffice:reservation_detail", args=[row.pk]),
        note=lambda row: row.whose,
    )
    quantity = TextColumn(verbose_name=gettext_lazy("Reserved"), label=gettext_lazy("Reserved"))
    purpose = TextColumn(
        verbose_name=gettext_lazy("Reason"), accessor="row__purpose", label=gettext_lazy("Reason")
    )
    expires = MomentColumn(
        verbose_name=gettext_lazy("Until"),
        accessor="row__expires_at",
        label=gettext_lazy("Until"),
        empty_values=(None, ""),
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="row__state")

    def render_purpose(self, value: str, record: ReservationRow) -> str:
        return f"{PURPOSES[value]}, {record.person}"

    def render_state(self, value: str, record: ReservationRow) -> SafeString:
        """As a badge; what holds goods that can't be sold says so."""
        if record.row.withheld:
            return withheld_badge()
        return STATES.badge(value)


class ReservationFilters(ListFilters):
    """Why and how it stands; what ended, and quotas, are left out unless asked for."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))
    purpose = django_filters.ChoiceFilter(
        choices=list(PURPOSES.items()), label=gettext_lazy("Reason")
    )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What stands for people and orders, unless something else is chosen."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("state"):
            kept = kept.filter(state="active")
        if not self.form.cleaned_data.get("purpose"):
            kept = kept.exclude(purpose="quota")
        return kept


class ReservationList(ListScreen):
    """What the branch keeps for customers, orders and its counters."""

    permission = VIEW_STOCK
    title = gettext_lazy("Reserved")
    counted = ngettext_lazy("%(count)s reservation", "%(count)s reservations", "count")
    search_hint = gettext_lazy("Product or reserved for")
    table_class = ReservationTable
    filterset_class = ReservationFilters
    sorts = {
        "made": Sort(gettext_lazy("Created"), ("made_at",), descending=True),
        "expires": Sort(gettext_lazy("Until"), ("expires_at",)),
    }
    default_sort = "made"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row.name),
        Export(gettext_lazy("Reserved, base units"), lambda row: row.row.quantity),
        Export(gettext_lazy("Base unit"), lambda row: row.product.base_unit),
        Export(gettext_lazy("For"), lambda row: row.whose),
        Export(gettext_lazy("Reason"), lambda row: str(PURPOSES[row.row.purpose])),
        Export(gettext_lazy("Who"), lambda row: row.person),
        Export(gettext_lazy("Created"), lambda row: row.row.made_at),
        Export(gettext_lazy("Until"), lambda row: row.row.expires_at),
        Export(gettext_lazy("Status"), lambda row: str(STATES.word(row.row.state))),
        Export(gettext_lazy("Can't be sold now, base units"), lambda row: row.row.withheld),
    )
    empty = Empty(
        gettext_lazy("No reservations"),
        gettext_lazy("Reservations for customers and orders are listed here until they end."),
        "bookmark-check",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_reservations(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_reservations(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By product or by whose it is."""
        found = every_product_found(actor=self.actor, text=text)
        return rows.filter(Q(Among("product_id", found)) | Q(reference__icontains=text))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Reservations with product and person."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        keys = list({row.product_id for row in rows})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=keys)}
        people = names_of(row.made_by for row in rows)
        return {
            row.pk: ReservationRow(
                row, products[row.product_id], people.get(row.made_by, str(SYSTEM_NAME))
            )
            for row in rows
        }

    def actions(self) -> Sequence[Action]:
        url = reverse("backoffice:reservation_find")
        return [Action(gettext_lazy("Reserve"), "bookmark-plus", url, RESERVE_STOCK, "primary")]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]
