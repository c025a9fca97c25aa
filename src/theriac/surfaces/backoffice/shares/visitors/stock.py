"""Shared stock movements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.shares.rights import STOCK
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.ledger.card import movement_lines, movements_seen
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shares.visitors.visit import Visit
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    LedgerTable,
    ListFilters,
    MomentColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.stock.words import KINDS


class SharedMovementTable(LedgerTable):
    """When, what with its document, which product and batch, in or out, by whom, where."""

    recorded_at = MomentColumn(verbose_name=_("When"), accessor="line__recorded_at")
    what = TextColumn(verbose_name=_("What"))
    product = TextColumn(verbose_name=_("Product"))
    batch = CodeColumn(verbose_name=_("Batch"), accessor="line__batch_number", label=_("Batch"))
    came = TextColumn(verbose_name=_("In"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    went = TextColumn(verbose_name=_("Out"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    who = TextColumn(verbose_name=_("Who"), accessor="person")
    where = TextColumn(verbose_name=_("Branch"), accessor="place")


class SharedMovementFilters(ListFilters):
    """One kind of movement."""

    kind = django_filters.ChoiceFilter(choices=list(KINDS.items()), label=_("What"))


class SharedMovement:
    """A movement as the table and the file take it."""

    def __init__(self, line: Any, product: Any, person: str, place: str) -> None:
        self.line, self.product, self.person, self.place = line, product.name, person, place
        self.what = f"{KINDS[line.kind]} {line.document_number}".strip()
        words = str(in_words(line.quantity, product))
        self.came = words if line.change > 0 else ""
        self.went = words if line.change < 0 else ""

    @property
    def pk(self) -> object:
        """The movement's id."""
        return self.line.id


class SharedStock(Visit, ListScreen):
    """Every movement of the share's days; a ledger, without links."""

    permission = VIEW_STOCK
    kind = STOCK
    title = _("Stock movements")
    counted = ngettext_lazy("%(count)s movement", "%(count)s movements", "count")
    table_class = SharedMovementTable
    filterset_class = SharedMovementFilters
    sorts = {"recorded_at": Sort(_("When"), ("recorded_at",), descending=True)}
    default_sort = "recorded_at"
    exports = (
        Export(_("When"), lambda row: row.line.recorded_at),
        Export(_("What"), "what"),
        Export(_("Product"), "product"),
        Export(_("Batch"), lambda row: row.line.batch_number),
        Export(_("Change"), lambda row: row.line.change),
        Export(_("Reason"), lambda row: row.line.reason),
        Export(_("Who"), "person"),
        Export(_("Branch"), "place"),
    )
    empty = Empty(
        _("No stock movements in this period"),
        _("Every receipt, sale and adjustment of the period appears here."),
        "journal-text",
    )

    def rows(self) -> QuerySet[Any]:
        """Of the share's branches and days."""
        return self.of_days(movements_seen(actor=self.actor))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Movements with names."""
        movements = list(self.rows().filter(pk__in=list(ids)))
        lines = movement_lines(actor=self.actor, movements=movements)
        wanted = list({line.product_id for line in lines})
        found = product_details(actor=self.actor, product_ids=wanted)
        products = {one.id: one for one in found}
        people = names_of(line.actor_id for line in lines)
        branches = dict(list_branches().values_list("id", "name"))
        places = {one.id: branches.get(one.branch_id, "") for one in movements}
        return {
            line.id: SharedMovement(
                line, products[line.product_id], people.get(line.actor_id, ""), places[line.id]
            )
            for line in lines
        }
