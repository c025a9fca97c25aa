"""The list of offers, with what waits for a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.domains.offers.permissions import DRAFT_OFFERS, VIEW_OFFERS
from theriac.domains.offers.queries.offers import LineCounts, counts_of, list_offers, unread_among
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.purchasing.offers.words import STATES, state_badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer in words."""

    row: Any
    supplier: str
    counts: LineCounts
    is_unread: bool

    @property
    def pk(self) -> UUID:
        """Its id."""
        found: UUID = self.row.id
        return found

    @property
    def state(self) -> SafeString:
        return state_badge(self.row.state, is_unread=self.is_unread)

    @property
    def created_at(self) -> Any:
        """When it came."""
        return self.row.created_at

    @property
    def valid_until(self) -> Any:
        """Until when it holds."""
        return self.row.valid_until

    @property
    def until(self) -> str:
        """The same, as it is written; a dash for an open end."""
        return shown.local_date(self.row.valid_until)

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.counts.all

    @property
    def asking(self) -> int | None:
        """How many of them ask for a look."""
        return self.counts.asking if self.row.state == "draft" else None


class OfferTable(ListTable):
    """Supplier with number, state, validity and lines."""

    supplier = NameColumn(
        verbose_name=gettext_lazy("Supplier"),
        url=lambda one: reverse("backoffice:offer_detail", args=[one.pk]),
        note=lambda one: one.row.number,
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"))
    created_at = MomentColumn(verbose_name=gettext_lazy("Received"), label=gettext_lazy("Received"))
    until = TextColumn(verbose_name=gettext_lazy("Valid until"), label=gettext_lazy("Valid until"))
    lines = NumberColumn(verbose_name=gettext_lazy("Lines"), label=gettext_lazy("Lines"))
    asking = NumberColumn(verbose_name=gettext_lazy("To check"), label=gettext_lazy("To check"))


class OfferFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))


class OfferList(ListScreen):
    """The branch's offers, the newest first."""

    permission = VIEW_OFFERS
    title = gettext_lazy("Offers")
    counted = ngettext_lazy("%(count)s offer", "%(count)s offers", "count")
    table_class = OfferTable
    filterset_class = OfferFilters
    search_hint = gettext_lazy("Number of the offer")
    sorts = {"created": Sort(gettext_lazy("Received"), ("created_at",), descending=True)}
    default_sort = "created"
    exports = (
        Export(gettext_lazy("Supplier"), lambda one: one.supplier),
        Export(gettext_lazy("Number"), lambda one: one.row.number),
        Export(gettext_lazy("Status"), lambda one: str(STATES.word(one.row.state))),
        Export(gettext_lazy("Received"), lambda one: one.created_at),
        Export(gettext_lazy("Valid until"), lambda one: one.valid_until),
        Export(gettext_lazy("Lines"), lambda one: one.lines),
    )
    empty = Empty(
        gettext_lazy("No offers yet"),
        gettext_lazy(
            "Upload the PDF, photo or spreadsheet that a supplier sent. Its lines are read and "
            "matched with your products."
        ),
        "file-earmark-arrow-up",
    )

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                gettext_lazy("Upload offers"),
                "upload",
                reverse("backoffice:offer_new"),
                DRAFT_OFFERS,
                "primary",
            )
        ]

    def rows(self) -> QuerySet[Any]:
        """Of the branch that is worked in, else of all that may be seen; in no order."""
        return list_offers(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the beginning of the number that is printed on it, or whose it is."""
        return rows.filter(Q(number__istartswith=text) | Q(sender__icontains=text.casefold()))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of_suppliers({row.supplier_id for row in rows if row.supplier_id})
        counts = counts_of([row.id for row in rows])
        unread = unread_among([row.id for row in rows if row.state == "reading"])
        none = LineCounts(0, 0, 0)
        unknown = _("Supplier not known yet")
        return {
            row.pk: OfferRow(
                row,
                names.get(row.supplier_id, unknown),
                counts.get(row.id, none),
                row.id in unread,
            )
            for row in rows
        }
