"""Every movement of the branch: by product, batch, place, kind, person, document and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.database.among import Among
from theriac.domains.accounts.queries.people import names_of, people_of_branch
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.ledger.card import (
    list_movements,
    movement_lines,
    of_reason,
    places_once,
    reason_codes,
    touching,
)
from theriac.domains.stock.queries.places import list_places, place_title
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    LedgerTable,
    ListFilters,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of
from theriac.surfaces.backoffice.stock.words import KINDS, REASON_CODES, MovementWords

_NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}


class MovementTable(LedgerTable):
    """When, what with its document, product, batch, in, out, who."""

    missing = ""

    when = MomentColumn(verbose_name=_("When"), accessor="words__line__recorded_at")
    document = TextColumn(verbose_name=_("What"), accessor="words__document")
    product = NameColumn(
        verbose_name=_("Product"),
        url=lambda row: reverse("backoffice:stock_card", args=[row.words.line.product_id]),
    )
    batch = CodeColumn(
        verbose_name=_("Batch"), accessor="words__line__batch_number", label=_("Batch")
    )
    way = TextColumn(verbose_name=_("Place"), label=_("Place"))
    came = TextColumn(verbose_name=_("In"), accessor="words__came", attrs=_NUMBER)
    went = TextColumn(verbose_name=_("Out"), accessor="words__went", attrs=_NUMBER)
    who = TextColumn(verbose_name=_("Who"), accessor="words__person")


class MovementFilters(ListFilters):
    """Kind, place, person, and the days from and to, both included."""

    kind = django_filters.ChoiceFilter(choices=list(KINDS.items()), label=_("What"))
    reason = django_filters.ChoiceFilter(
        choices=list(REASON_CODES.items()), method="keep_reason", label=_("Reason")
    )
    place = django_filters.ChoiceFilter(method="keep_place", label=_("Place"))
    who = django_filters.ChoiceFilter(field_name="actor_id", label=_("Who"))
    since = django_filters.DateFilter(method="keep_since", label=_("From date"))
    until = django_filters.DateFilter(method="keep_until", label=_("To date"))
    product = django_filters.UUIDFilter(field_name="product_id", label=_("Product"))
    batch = django_filters.UUIDFilter(field_name="batch_id", label=_("Batch"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        branch_id = actor_of(self.request).branch_id or UUID(int=0)
        places = list_places(branch_id)
        people = people_of_branch(branch_id)
        self.filters["place"].extra["choices"] = [
            (str(one.id), place_title(one.kind, one.name)) for one in places
        ]
        self.filters["who"].extra["choices"] = [
            (str(key), name)
            for key, name in sorted(
                names_of(people.values_list("id", flat=True)).items(), key=lambda one: one[1]
            )
        ]

    def keep_place(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Movements that brought goods to this place or took them from it."""
        return touching(rows, UUID(value))

    def keep_reason(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Adjusted or written off for this reason."""
        return of_reason(rows, value)

    def keep_since(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        """From the day's beginning on, on the branch's clock."""
        return rows.filter(recorded_at__gte=day_begins(value))

    def keep_until(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        """Until the day's end."""
        return rows.filter(recorded_at__lt=day_begins(value + timedelta(days=1)))


class MovementRow:
    """A movement in words with its product and its way."""

    def __init__(self, words: Any, product: str, way: str, code: str) -> None:
        self.words, self.product, self.way, self.code = words, product, way, code


class MovementList(ListScreen):
    """The branch's movements, the newest first; each leads to its document."""

    permission = VIEW_STOCK
    title = _("Movements")
    counted = ngettext_lazy("%(count)s movement", "%(count)s movements", "count")
    search_hint = _("Document, batch number or product")
    table_class = MovementTable
    filterset_class = MovementFilters
    sorts = {"when": Sort(_("When"), ("recorded_at",), descending=True)}
    default_sort = "when"
    exports = (
        Export(_("When"), lambda row: row.words.line.recorded_at),
        Export(_("Occurred"), lambda row: row.words.line.occurred_at),
        Export(_("What"), lambda row: KINDS.get(row.words.line.kind, row.words.line.kind)),
        Export(
            _("Document"),
            lambda row: row.words.line.document_number or row.words.line.document_id,
        ),
        Export(_("Reason"), lambda row: row.words.line.reason),
        Export(_("Reason code"), lambda row: str(REASON_CODES[row.code]) if row.code else ""),
        Export(_("Product"), lambda row: row.product),
        Export(_("Batch"), lambda row: row.words.line.batch_number),
        Export(_("Expiry"), lambda row: row.words.line.expires_on),
        Export(_("Place"), lambda row: row.way),
        Export(_("Base units"), lambda row: row.words.line.quantity),
        Export(_("Change"), lambda row: row.words.line.change),
        Export(_("Who"), lambda row: row.words.person),
    )
    empty = Empty(
        _("No movements yet"),
        _("Receipts, sales and adjustments are listed here with their documents."),
        "arrow-left-right",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        return list_movements(actor=self.actor, branch_id=branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the document's or batch's number, or by product."""
        found = every_product_found(actor=self.actor, text=text)
        return rows.filter(
            Q(document_number__istartswith=text)
            | Q(batch__number__istartswith=text)
            | Q(Among("product_id", found))
        )

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """The movements with products, places and people, in seven reads."""
        movements = list(places_once(self.rows().filter(pk__in=list(ids))))
        lines = movement_lines(actor=self.actor, movements=movements)
        people = names_of(line.actor_id for line in lines)
        products = product_names(line.product_id for line in lines)
        codes = reason_codes({line.document_id for line in lines})
        sees = self.may(VIEW_SALES)
        return {
            line.id: MovementRow(
                MovementWords(line, people.get(line.actor_id, ""), links=sees),
                products.get(line.product_id, ""),
                _way(movement),
                codes.get(line.document_id, ""),
            )
            for line, movement in zip(lines, movements, strict=True)
        }

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def actions(self) -> Sequence[Action]:
        past = reverse("backoffice:stock_past")
        return [Action(_("Past stock"), "clock-history", past, VIEW_STOCK)]


def _way(movement: Any) -> str:
    ends = [
        place_title(place.kind, place.name)
        for place in (movement.from_place, movement.to_place)
        if place.kind != "outside"
    ]
    return " → ".join(ends)
