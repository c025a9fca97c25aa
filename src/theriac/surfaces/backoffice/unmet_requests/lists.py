"""Lost sales, one by one: what, how many, when, who, how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.database.among import Among
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.unmet_requests.queries import list_requests
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.listing.windows import Windowed, window_filter
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.unmet_requests.words import STATES, asked_words

WINDOWS = (7, 30, 90, 365)
USUAL_WINDOW = 30


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """A request with its product and who recorded it."""

    asked: Any
    product: ProductDetail | None
    person: str

    @property
    def pk(self) -> UUID:
        """The request's id."""
        return UUID(str(self.asked.pk))

    @property
    def name(self) -> str:
        """The product, or what was typed."""
        return self.product.name if self.product else str(self.asked.text)

    @property
    def quantity(self) -> str:
        """How many, in packs."""
        return asked_words(self.asked.quantity, self.product)


class UnmetTable(ListTable):
    """What, how many, when, who, how it stands."""

    name = NameColumn(
        verbose_name=gettext_lazy("Item"),
        url=lambda row: reverse("backoffice:unmet_request_detail", args=[row.pk]),
        note=lambda row: row.asked.note,
    )
    quantity = TextColumn(verbose_name=gettext_lazy("Asked for"), label=gettext_lazy("Asked for"))
    asked_at = MomentColumn(
        verbose_name=gettext_lazy("When"), accessor="asked__asked_at", label=gettext_lazy("When")
    )
    person = TextColumn(verbose_name=gettext_lazy("Who"), label=gettext_lazy("Who"))
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="asked__state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class UnmetFilters(ListFilters):
    """How it stands, and over how many days."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))
    window = window_filter(gettext_lazy("Period"), WINDOWS, USUAL_WINDOW)

    def keep(self, rows: Any, name: str, value: str) -> Any:
        """The screen narrows by days itself."""
        return rows


class UnmetRequestList(Windowed, ListScreen):
    """What customers of the branch asked for and it hadn't."""

    permission = VIEW_STOCK
    windows, usual_window = WINDOWS, USUAL_WINDOW
    title = gettext_lazy("Lost sales")
    counted = ngettext_lazy("%(count)s lost sale", "%(count)s lost sales", "count")
    search_hint = gettext_lazy("Product, description or note")
    table_class = UnmetTable
    filterset_class = UnmetFilters
    sorts = {"asked_at": Sort(gettext_lazy("When"), ("asked_at",), descending=True)}
    default_sort = "asked_at"
    exports = (
        Export(gettext_lazy("Item"), lambda row: row.name),
        Export(gettext_lazy("Asked for"), lambda row: row.quantity),
        Export(gettext_lazy("Quantity, base units"), lambda row: row.asked.quantity),
        Export(gettext_lazy("Note"), lambda row: row.asked.note),
        Export(gettext_lazy("When"), lambda row: row.asked.asked_at),
        Export(gettext_lazy("Who"), lambda row: row.person),
        Export(gettext_lazy("Status"), lambda row: str(STATES.word(row.asked.state))),
        Export(gettext_lazy("Reason"), lambda row: row.asked.reason),
    )
    empty = Empty(
        gettext_lazy("No lost sales"),
        gettext_lazy(
            "At the counter, press Shift F7 when a customer asks for something that isn’t in stock."
        ),
        "cart-x",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_requests(actor=self.actor, branch_id=UUID(int=0)).none()
        since = shown.today() - timedelta(days=self.window - 1)
        rows = list_requests(actor=self.actor, branch_id=self.branch_id)
        return rows.filter(asked_on__gte=since)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By product, by what was typed, or by the note."""
        found = every_product_found(actor=self.actor, text=text)
        return rows.filter(
            Q(Among("product_id", found)) | Q(text__icontains=text) | Q(note__icontains=text)
        )

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Requests with their products, and who recorded them."""
        rows = list(self.rows().filter(pk__in=ids))
        keys = list({row.product_id for row in rows if row.product_id})
        details = product_details(actor=self.actor, product_ids=keys, priced=False)
        products = {one.id: one for one in details}
        people = names_of(row.person_id for row in rows)
        return {
            row.pk: UnmetRow(row, products.get(row.product_id), people.get(row.person_id, ""))
            for row in rows
        }

    def actions(self) -> Sequence[Action]:
        """The same by product."""
        url = reverse("backoffice:asked_products")
        return [Action(gettext_lazy("By product"), "bar-chart", url, VIEW_STOCK)]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]
