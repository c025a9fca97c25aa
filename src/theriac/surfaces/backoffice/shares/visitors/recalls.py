"""Shared recalls: each step that was done, and the batches that one froze."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.catalog.queries.names import product_names
from theriac.domains.recalls.queries.recalls import frozen_batches, steps_seen
from theriac.domains.shares.rights import RECALLS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.rules.valuation import cost_of
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.recalls.words import STEPS
from theriac.surfaces.backoffice.shares.visitors.documents import (
    GOODS,
    UNITS,
    WHEN,
    GoodsTable,
    SharedDocuments,
    SharedLines,
    document_name,
    units_column,
    worth_column,
    worth_export,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    LedgerTable,
    MomentColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Export, Sort


class SharedStepTable(LedgerTable):
    """A recall's number with what was done, when, where, of which batch, how much, by whom."""

    number = document_name("recall")
    recorded_at = MomentColumn(verbose_name=WHEN, label=WHEN)
    reference = TextColumn(
        verbose_name=_("Reference"), accessor="recall__reference", label=_("Reference")
    )
    place = TextColumn(verbose_name=_("Branch"), label=_("Branch"))
    goods = TextColumn(verbose_name=_("Product"), label=_("Product"))
    lot = CodeColumn(verbose_name=_("Batch"), label=_("Batch"))
    units = units_column("units")
    worth = worth_column()
    person = TextColumn(verbose_name=_("Who"), label=_("Who"))


class SharedRecalls(SharedDocuments):
    """What was done in recalls in the share's days."""

    permission = VIEW_STOCK
    kind = RECALLS
    title = _("Recalls")
    counted = ngettext_lazy("%(count)s step", "%(count)s steps", "count")
    table_class = SharedStepTable
    exports = (
        Export(_("Recall"), "number"),
        Export(_("What"), attrgetter("what")),
        Export(WHEN, "recorded_at"),
        Export(_("Reference"), "recall__reference"),
        Export(_("Branch"), attrgetter("place")),
        Export(_("Product"), attrgetter("goods")),
        Export(_("Batch"), attrgetter("lot")),
        Export(UNITS, attrgetter("units")),
        worth_export(),
        Export(_("Who"), attrgetter("person")),
    )

    def rows(self) -> QuerySet[Any]:
        """Of the share's branches and days."""
        return self.of_days(steps_seen(actor=self.actor))

    def describe(self, rows: Sequence[Any]) -> None:
        """With the goods; reasons are typed and stay inside, as do the letters to patients."""
        names = product_names({row.batch.product_id for row in rows if row.batch})
        for row in rows:
            row.number, row.what = row.recall.number, str(STEPS[row.step])
            row.goods = row.lot = ""
            row.units = row.worth = None
            if row.batch:
                batch = row.batch
                row.goods, row.lot = names.get(batch.product_id, ""), batch.number
                row.units = row.quantity
                row.worth = money(cost_of(row.quantity, batch.cost_amount, batch.cost_units))


class SharedFrozenTable(GoodsTable):
    """A batch that was frozen; of every branch, so that no quantity stands here."""


class SharedRecall(SharedLines):
    """The batches that one recall froze."""

    permission = VIEW_STOCK
    kind = RECALLS
    documents = SharedRecalls
    product = "batch.product_id"
    title = _("Recall")
    counted = ngettext_lazy("%(count)s batch", "%(count)s batches", "count")
    table_class = SharedFrozenTable
    sorts = {"lot": Sort(_("Batch"), ("batch__number",))}
    default_sort = "lot"
    exports = GOODS

    def page_title(self) -> str:
        """The recall's number."""
        return str(self.document.recall.number)

    def rows(self) -> QuerySet[Any]:
        """What it froze."""
        return frozen_batches(actor=self.actor, recall_id=self.document.recall_id)

    def describe(self, rows: Sequence[Any]) -> None:
        """Nothing besides."""
