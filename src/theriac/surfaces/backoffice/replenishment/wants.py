"""The want list (defekta, short book): what lacks, from low stock and by hand."""

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
from theriac.domains.replenishment.commands.settle_want import (
    LONGEST_REASON,
    remove_wants,
    take_wants,
)
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.replenishment.queries.reorder import ReorderReason, reorder_reasons
from theriac.domains.replenishment.queries.wants import list_wants
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.replenishment.want_words import (
    SOURCES,
    STATES,
    quantity_words,
)
from theriac.surfaces.backoffice.shell.forms.button import Calls
from theriac.surfaces.backoffice.shell.listing.selection import (
    Asked,
    RowAct,
    SelectableList,
    SelectionScreen,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class WantRow:
    """An entry with its product, what is there now, and who wrote it."""

    want: Any
    product: ProductDetail | None
    reason: ReorderReason | None
    person: str

    @property
    def pk(self) -> UUID:
        """The entry's id."""
        return UUID(str(self.want.pk))

    @property
    def name(self) -> str:
        """The product, or what was written."""
        return self.product.name if self.product else str(self.want.text)

    @property
    def quantity(self) -> str:
        """How many, in packs."""
        return quantity_words(self.want, self.product)

    @property
    def left(self) -> str:
        """What may be sold now, in packs; empty for what isn't in the catalogue."""
        if self.product is None or self.reason is None:
            return ""
        return in_words(self.reason.available, self.product)


class WantTable(ListTable):
    """What, how many, what is left, why, since when, how it stands."""

    name = NameColumn(
        verbose_name=gettext_lazy("Item"),
        url=lambda row: reverse("backoffice:want_detail", args=[row.pk]),
        note=lambda row: row.want.note,
    )
    quantity = TextColumn(verbose_name=gettext_lazy("Wanted"), label=gettext_lazy("Wanted"))
    left = TextColumn(
        verbose_name=gettext_lazy("Can be sold"),
        label=gettext_lazy("Can be sold"),
        empty_values=(None, ""),
    )
    source = TextColumn(
        verbose_name=gettext_lazy("From"), accessor="want__source", label=gettext_lazy("From")
    )
    added = MomentColumn(
        verbose_name=gettext_lazy("Since"),
        accessor="want__added_at",
        wide_only=True,
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="want__state")

    def render_source(self, value: str, record: WantRow) -> str:
        """Low stock, or who wrote it."""
        return str(SOURCES[value]) if value == "low" else f"{SOURCES[value]}, {record.person}"

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class WantFilters(ListFilters):
    """How it stands; what left the list is left out unless it is asked for."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))
    source = django_filters.ChoiceFilter(choices=list(SOURCES.items()), label=gettext_lazy("From"))

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What stands on the list, unless a state is chosen."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("state"):
            return kept
        return kept.filter(open_key__isnull=False)


class WantList(SelectableList):
    """What stands on the branch's list; buying takes it from here."""

    permission = VIEW_STOCK
    title = gettext_lazy("Want list")
    counted = ngettext_lazy("%(count)s entry", "%(count)s entries", "count")
    search_hint = gettext_lazy("Product or description")
    table_class = WantTable
    filterset_class = WantFilters
    sorts = {"added": Sort(gettext_lazy("Since"), ("added_at",), descending=True)}
    default_sort = "added"
    exports = (
        Export(gettext_lazy("Item"), lambda row: row.name),
        Export(gettext_lazy("Wanted"), lambda row: row.quantity),
        Export(gettext_lazy("Quantity"), lambda row: row.want.quantity),
        Export(
            gettext_lazy("Unit"),
            lambda row: row.product.base_unit if row.product else row.want.unit,
        ),
        Export(
            gettext_lazy("Can be sold, base units"),
            lambda row: row.reason.available if row.reason else None,
        ),
        Export(
            gettext_lazy("Sold in 90 days, base units"),
            lambda row: row.reason.sold if row.reason else None,
        ),
        Export(gettext_lazy("From"), lambda row: str(SOURCES[row.want.source])),
        Export(gettext_lazy("Who"), lambda row: row.person),
        Export(gettext_lazy("Note"), lambda row: row.want.note),
        Export(gettext_lazy("Since"), lambda row: row.want.added_at),
        Export(gettext_lazy("Status"), lambda row: str(STATES.word(row.want.state))),
    )
    empty = Empty(
        gettext_lazy("The want list is empty"),
        gettext_lazy(
            "Products below their minimum are added automatically. Add anything else that you need."
        ),
        "journal-check",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_wants(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_wants(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By product or by what was written."""
        found = every_product_found(actor=self.actor, text=text)
        return rows.filter(
            Q(Among("product_id", found)) | Q(text__icontains=text) | Q(note__icontains=text)
        )

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Entries with product, what is left, and who wrote them."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        keys = list({row.product_id for row in rows if row.product_id})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=keys)}
        reasons = reorder_reasons(
            actor=self.actor, branch_id=self.branch_id, today=shown.today(), product_ids=keys
        )
        people = names_of(row.added_by for row in rows)
        return {
            row.pk: WantRow(
                row,
                products.get(row.product_id),
                reasons.get(row.product_id),
                people.get(row.added_by, str(SYSTEM_NAME)),
            )
            for row in rows
        }

    def acts(self) -> Sequence[RowAct]:
        """What is selected is ordered, or leaves the list, together."""
        why = Asked("reason", gettext_lazy("Reason"), most=LONGEST_REASON, required=True)
        take, remove = (reverse(f"backoffice:wants_{act}") for act in ("take", "remove"))
        return [
            RowAct(gettext_lazy("Mark as ordered"), "cart-check", take, KEEP_WANTS),
            RowAct(gettext_lazy("Remove"), "dash-circle", remove, KEEP_WANTS, why),
        ]

    def row_name(self, row: WantRow) -> str:
        return row.name

    def actions(self) -> Sequence[Action]:
        """Writing something down."""
        label = gettext_lazy("Add manually")
        return [Action(label, "plus-lg", reverse("backoffice:want_find"), KEEP_WANTS, "primary")]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]


class TakeSelectedWants(SelectionScreen):
    """Somebody orders all of them."""

    calls = Calls(take_wants)
    takes = "want_ids"
    list_name = "backoffice:want_list"
    counted = ngettext_lazy(
        "%(count)s entry marked as ordered.", "%(count)s entries marked as ordered.", "count"
    )


class RemoveSelectedWants(SelectionScreen):
    """They are wanted no more."""

    calls = Calls(remove_wants, reason=str)
    takes = "want_ids"
    list_name = "backoffice:want_list"
    counted = ngettext_lazy("%(count)s entry removed.", "%(count)s entries removed.", "count")
