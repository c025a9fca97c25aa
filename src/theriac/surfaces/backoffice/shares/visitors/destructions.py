"""Shared destructions: the certificates, with what was destroyed and who signed."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.disposal.queries import destroyed_goods, destruction_postings
from theriac.domains.shares.rights import DESTRUCTIONS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.rules.valuation import cost_of
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shares.visitors.documents import (
    GOODS,
    POSTED,
    UNITS,
    GoodsTable,
    PostingTable,
    SharedDocuments,
    SharedLines,
    document_name,
    units_column,
    worth_column,
    worth_export,
)
from theriac.surfaces.backoffice.shell.listing.tables import TextColumn
from theriac.surfaces.backoffice.shell.lists import Export
from theriac.surfaces.backoffice.stock.words import PLACES


class SharedDestructionTable(PostingTable):
    """A destruction with its two witnesses and what it cost."""

    number = document_name("destruction")
    units = units_column("quantity")
    worth = worth_column()
    witnesses = TextColumn(verbose_name=_("Witnesses"), label=_("Witnesses"))

    class Meta:
        sequence = ("number", "recorded_at", "...", "person", "witnesses")


class SharedDestructions(SharedDocuments):
    """Destructions of the share's days."""

    permission = VIEW_STOCK
    kind = DESTRUCTIONS
    title = _("Destructions")
    counted = ngettext_lazy("%(count)s destruction", "%(count)s destructions", "count")
    table_class = SharedDestructionTable
    exports = (
        *POSTED,
        Export(_("Witnesses"), attrgetter("witnesses")),
        Export(UNITS, "quantity"),
        worth_export(),
    )

    def rows(self) -> QuerySet[Any]:
        """By the day in the books."""
        return self.of_books(destruction_postings(actor=self.actor))

    def describe(self, rows: Sequence[Any]) -> None:
        """With the witnesses; how and why is typed and stays inside."""
        people = names_of({key for row in rows for key in (row.first_witness, row.second_witness)})
        for row in rows:
            signed = (people.get(row.first_witness, ""), people.get(row.second_witness, ""))
            row.what = str(_("Destroyed"))
            row.witnesses = ", ".join(filter(None, signed))
            row.worth = money(row.cost)


class SharedDestroyedGoods(GoodsTable):
    """What was destroyed of a batch, where it lay, and what it cost."""

    where = TextColumn(verbose_name=_("Place"), accessor="place_words", label=_("Place"))
    units = units_column("quantity")
    worth = worth_column()


class SharedDestruction(SharedLines):
    """What one destruction destroyed."""

    permission = VIEW_STOCK
    kind = DESTRUCTIONS
    documents = SharedDestructions
    product = "batch.product_id"
    title = _("Destruction")
    counted = ngettext_lazy("%(count)s line", "%(count)s lines", "count")
    table_class = SharedDestroyedGoods
    exports = (
        *GOODS,
        Export(_("Place"), lambda row: str(row.place_words)),
        Export(UNITS, "quantity"),
        worth_export(),
    )

    def rows(self) -> QuerySet[Any]:
        """As they were signed."""
        return destroyed_goods(actor=self.actor, destruction_id=self.document.destruction_id)

    def describe(self, rows: Sequence[Any]) -> None:
        """With place and cost."""
        for row in rows:
            batch = row.batch
            row.place_words = PLACES[row.place.kind]
            row.worth = money(cost_of(row.quantity, batch.cost_amount, batch.cost_units))
