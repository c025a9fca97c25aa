"""Shared transfers between branches and places: what was sent, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.shares.rights import TRANSFERS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.rules.valuation import cost_of
from theriac.domains.transfers.queries import transferred_goods, transfers_seen
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shares.visitors.documents import (
    GOODS,
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
    LedgerTable,
    MomentColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Export, Sort
from theriac.surfaces.backoffice.transfers.words import STATES, branch_names, end_words


class SharedTransferTable(LedgerTable):
    """A transfer with its way, when it was sent and received, by whom it was sent."""

    number = document_name("transfer")
    dispatched_at = MomentColumn(verbose_name=_("Sent"), label=_("Sent"))
    source = TextColumn(verbose_name=_("Sent from"), label=_("Sent from"))
    target = TextColumn(verbose_name=_("Destination"), label=_("Destination"))
    received_at = MomentColumn(verbose_name=_("Received"), label=_("Received"))
    person = TextColumn(verbose_name=_("Who"), label=_("Who"))


class SharedTransfers(SharedDocuments):
    """Transfers that were sent in the share's days."""

    permission = VIEW_STOCK
    kind = TRANSFERS
    title = _("Transfers")
    counted = ngettext_lazy("%(count)s transfer", "%(count)s transfers", "count")
    table_class = SharedTransferTable
    sorts = {"dispatched_at": Sort(WHEN, ("dispatched_at",), descending=True)}
    default_sort = "dispatched_at"
    who, where = "dispatched_by", "from_branch_id"
    exports = (
        Export(_("Transfer"), "number"),
        Export(_("Status"), attrgetter("what")),
        Export(_("Sent"), "dispatched_at"),
        Export(_("Sent from"), attrgetter("source")),
        Export(_("Destination"), attrgetter("target")),
        Export(_("Received"), "received_at"),
        Export(_("Who"), attrgetter("person")),
    )

    def rows(self) -> QuerySet[Any]:
        """By the instant at which they left; either end may be the share's."""
        rows = self.of_days(transfers_seen(actor=self.actor), "dispatched_at", narrow=False)
        ends = self.branches
        return rows.filter(Q(from_branch_id__in=ends) | Q(to_branch_id__in=ends)) if ends else rows

    def describe(self, rows: Sequence[Any]) -> None:
        """With its ends; the note is typed and stays inside."""
        names = branch_names()
        for row in rows:
            row.what = str(STATES.word(row.state))
            row.source = end_words(names.get(row.from_branch_id, ""), row.from_place.kind)
            row.target = end_words(names.get(row.to_branch_id, ""), row.to_place.kind)


class SharedTransferGoods(GoodsTable):
    """Of a batch: what was sent, received, lost and came back, and what the sent units cost."""

    sent = units_column("sent", _("Sent"))
    received = units_column("received", _("Received"))
    lost = units_column("lost", _("Lost"))
    returned = units_column("returned", _("Returned to stock"))
    worth = worth_column()


class SharedTransfer(SharedLines):
    """What one transfer carries."""

    permission = VIEW_STOCK
    kind = TRANSFERS
    documents = SharedTransfers
    title = _("Transfer")
    counted = ngettext_lazy("%(count)s line", "%(count)s lines", "count")
    table_class = SharedTransferGoods
    exports = (
        *GOODS,
        Export(_("Sent"), "sent"),
        Export(_("Received"), "received"),
        Export(_("Lost"), "lost"),
        Export(_("Returned to stock"), "returned"),
        worth_export(),
    )

    def rows(self) -> QuerySet[Any]:
        """As they stand now."""
        return transferred_goods(actor=self.actor, transfer_id=UUID(str(self.document.pk)))

    def describe(self, rows: Sequence[Any]) -> None:
        """With what was sent at cost."""
        for row in rows:
            row.worth = money(cost_of(row.sent, row.batch.cost_amount, row.batch.cost_units))
