"""The movements behind the sums of a recall, of every branch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.recalls.queries.movements import movements_of_recall, of_part
from theriac.domains.recalls.queries.recalls import batch_numbers_of
from theriac.domains.recalls.rules import DESTROYED, EXPLAINED, RECEIVED, RETURNED, SOLD
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.ledger.card import movement_lines
from theriac.surfaces.backoffice.recalls.base import RecallScreen
from theriac.surfaces.backoffice.shell.listing.tables import ListFilters, TextColumn
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of
from theriac.surfaces.backoffice.stock.ledger.movements import MovementRow, MovementTable
from theriac.surfaces.backoffice.stock.words import KINDS, MovementWords

PARTS: dict[str, Text] = {
    RECEIVED: _("Received"),
    RETURNED: _("Returned"),
    DESTROYED: _("Destroyed"),
    SOLD: _("Sold"),
    EXPLAINED: _("Explained"),
}


class RecallMovementTable(MovementTable):
    """The same columns as of all movements, with the branch for the place."""

    way = TextColumn(verbose_name=_("Branch"), label=_("Branch"))


class RecallMovementFilters(ListFilters):
    """Which sum, and of which batch."""

    part = django_filters.ChoiceFilter(
        choices=list(PARTS.items()), method="keep_part", label=_("Quantity")
    )
    batch = django_filters.ChoiceFilter(field_name="batch_id", label=_("Batch"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        numbers = batch_numbers_of(
            actor=actor_of(self.request), recall_id=self.request.resolver_match.kwargs["recall_id"]
        )
        self.filters["batch"].extra["choices"] = [
            (str(key), number or gettext("No number")) for key, number in numbers.items()
        ]

    def keep_part(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that the sum adds up."""
        return of_part(rows, value)


class RecallMovements(RecallScreen, ListScreen):
    """What came in from outside or went there of the recalled batches, the newest first."""

    permission = VIEW_STOCK
    title = _("Movements of a recall")
    counted = ngettext_lazy("%(count)s movement", "%(count)s movements", "count")
    search_hint = _("Document or batch number")
    table_class = RecallMovementTable
    filterset_class = RecallMovementFilters
    sorts = {"when": Sort(_("When"), ("recorded_at",), descending=True)}
    default_sort = "when"
    exports = (
        Export(_("When"), lambda row: row.words.line.recorded_at),
        Export(_("What"), lambda row: KINDS.get(row.words.line.kind, row.words.line.kind)),
        Export(
            _("Document"),
            lambda row: row.words.line.document_number or row.words.line.document_id,
        ),
        Export(_("Reason"), lambda row: row.words.line.reason),
        Export(_("Product"), lambda row: row.product),
        Export(_("Batch"), lambda row: row.words.line.batch_number),
        Export(_("Branch"), lambda row: row.way),
        Export(_("Change"), lambda row: row.words.line.change),
        Export(_("Who"), lambda row: row.words.person),
    )
    empty = Empty(
        _("No movements of these batches"),
        _("Every receipt, sale and return of the recalled batches is listed here."),
        "arrow-left-right",
    )

    def page_title(self) -> Text:
        return gettext("Movements of recall %(number)s") % {"number": self.recall.number}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.recall.number, self.address())]

    def rows(self) -> QuerySet[Any]:
        return movements_of_recall(actor=self.actor, recall_id=self.recall.id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the document's or batch's number."""
        return rows.filter(
            Q(document_number__istartswith=text) | Q(batch__number__istartswith=text)
        )

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """In words, with product and branch; only the own branch's documents are linked."""
        movements = list(self.rows().filter(pk__in=list(ids)))
        lines = movement_lines(actor=self.actor, movements=movements)
        people = names_of(line.actor_id for line in lines)
        products = product_names(line.product_id for line in lines)
        branches = {one.id: one.name for one in list_branches()}
        return {
            line.id: MovementRow(
                MovementWords(
                    line, people.get(line.actor_id, ""), links=self._may_open(movement.branch_id)
                ),
                products.get(line.product_id, ""),
                branches.get(movement.branch_id, ""),
                "",
            )
            for line, movement in zip(lines, movements, strict=True)
        }

    def _may_open(self, branch_id: UUID) -> bool:
        return branch_id == self.branch_id and self.may(VIEW_SALES)
