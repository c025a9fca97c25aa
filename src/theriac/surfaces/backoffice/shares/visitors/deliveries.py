"""Shared deliveries and returns to suppliers."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.purchasing.permissions import VIEW_RECEIPTS, VIEW_RETURNS
from theriac.domains.purchasing.queries.postings import (
    posted_receipt_lines,
    posted_return_lines,
    receipt_postings,
    return_postings,
)
from theriac.domains.shares.rights import RECEIPTS, RETURNS
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.returns.words import WHY
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
from theriac.surfaces.backoffice.shell.listing.tables import CodeColumn, MoneyColumn, TextColumn
from theriac.surfaces.backoffice.shell.lists import Export

POSTINGS = {
    "posted": _("Received"),
    "reversed": _("Reversed"),
    "sent": _("Returned"),
    "taken_back": _("Returned to stock"),
}


def _describe(rows: Sequence[Any]) -> None:
    names = names_of_suppliers({row.supplier_id for row in rows})
    for row in rows:
        row.supplier_name = names.get(row.supplier_id, "")
        row.what = str(POSTINGS[row.posting_kind])


class SharedReceiptTable(PostingTable):
    """A delivery that was posted or reversed, with its supplier and the invoice."""

    number = document_name("receipt")
    supplier = TextColumn(verbose_name=_("Supplier"), accessor="supplier_name", label=_("Supplier"))
    invoice = CodeColumn(
        verbose_name=_("Invoice"), accessor="receipt__invoice_number", label=_("Invoice")
    )
    units = units_column("quantity")
    asked = MoneyColumn(verbose_name=_("Total"), label=_("Total"), permission=SEE_COSTS)
    worth = worth_column()

    class Meta:
        sequence = ("number", "recorded_at", "supplier", "...", "person")


class SharedReceipts(SharedDocuments):
    """Deliveries posted and reversed in the share's days."""

    permission = VIEW_RECEIPTS
    kind = RECEIPTS
    title = _("Goods receipts")
    counted = ngettext_lazy("%(count)s document", "%(count)s documents", "count")
    table_class = SharedReceiptTable
    exports = (
        *POSTED,
        Export(_("Supplier"), attrgetter("supplier_name")),
        Export(_("Delivery note"), "receipt__delivery_note"),
        Export(_("Invoice"), "receipt__invoice_number"),
        Export(_("Received on"), "receipt__received_on"),
        Export(UNITS, "quantity"),
        Export(_("Total"), lambda row: row.asked, SEE_COSTS),
        Export(_("Tax"), lambda row: money(row.tax), SEE_COSTS),
        worth_export(),
    )

    def rows(self) -> QuerySet[Any]:
        """By the day in the books."""
        return self.of_books(receipt_postings(actor=self.actor))

    def describe(self, rows: Sequence[Any]) -> None:
        """With the supplier, what the invoice asks and what the goods cost."""
        _describe(rows)
        for row in rows:
            row.asked, row.worth = money(row.total), money(row.cost)


class SharedReceiptGoods(GoodsTable):
    """What came of a batch, what a pack was bought for, what all of it cost."""

    units = units_column("quantity")
    pack_price = MoneyColumn(
        verbose_name=_("Price per pack"), label=_("Price per pack"), permission=SEE_COSTS
    )
    worth = worth_column()


class SharedReceipt(SharedLines):
    """What came with one delivery."""

    permission = VIEW_RECEIPTS
    kind = RECEIPTS
    documents = SharedReceipts
    title = _("Goods receipt")
    counted = ngettext_lazy("%(count)s line", "%(count)s lines", "count")
    table_class = SharedReceiptGoods
    exports = (
        *GOODS,
        Export(UNITS, "quantity"),
        Export(_("Packs"), "packs"),
        Export(_("Free packs"), "bonus_packs"),
        Export(_("Price per pack"), lambda row: row.pack_price, SEE_COSTS),
        worth_export(),
    )

    def rows(self) -> QuerySet[Any]:
        """As they were posted."""
        return posted_receipt_lines(actor=self.actor, receipt_id=self.document.receipt_id)

    def batch_of(self, row: Any) -> tuple[str, Any]:
        """As it was written down."""
        return row.batch_number, row.expires_on

    def describe(self, rows: Sequence[Any]) -> None:
        """With prices."""
        for row in rows:
            row.pack_price, row.worth = money(row.price), money(row.cost)


CREDIT = _("Credit requested")


class SharedReturnTable(PostingTable):
    """Goods that were sent back, or that came back from the supplier."""

    number = document_name("return")
    supplier = TextColumn(verbose_name=_("Supplier"), accessor="supplier_name", label=_("Supplier"))
    units = units_column("quantity")
    worth = worth_column(CREDIT)

    class Meta:
        sequence = ("number", "recorded_at", "supplier", "...", "person")


class SharedReturns(SharedDocuments):
    """Returns sent and taken back in the share's days."""

    permission = VIEW_RETURNS
    kind = RETURNS
    title = _("Returns to suppliers")
    counted = ngettext_lazy("%(count)s document", "%(count)s documents", "count")
    table_class = SharedReturnTable
    exports = (
        *POSTED,
        Export(_("Supplier"), attrgetter("supplier_name")),
        Export(UNITS, "quantity"),
        worth_export(CREDIT),
    )

    def rows(self) -> QuerySet[Any]:
        """By the day in the books."""
        return self.of_books(return_postings(actor=self.actor))

    def describe(self, rows: Sequence[Any]) -> None:
        """With the supplier and the credit that is asked."""
        _describe(rows)
        for row in rows:
            row.worth = money(row.expected)


class SharedReturnGoods(GoodsTable):
    """What went back of a batch, why, and the credit that is asked for it."""

    units = units_column("quantity")
    reason = TextColumn(verbose_name=_("Reason"), accessor="why_words", label=_("Reason"))
    worth = worth_column(CREDIT)


class SharedReturn(SharedLines):
    """What went back with one return."""

    permission = VIEW_RETURNS
    kind = RETURNS
    documents = SharedReturns
    title = _("Return to supplier")
    counted = ngettext_lazy("%(count)s line", "%(count)s lines", "count")
    table_class = SharedReturnGoods
    exports = (
        *GOODS,
        Export(UNITS, "quantity"),
        Export(_("Reason"), lambda row: str(row.why_words)),
        worth_export(CREDIT),
    )

    def rows(self) -> QuerySet[Any]:
        """As they were sent."""
        return posted_return_lines(actor=self.actor, return_id=self.document.supplier_return_id)

    def describe(self, rows: Sequence[Any]) -> None:
        """With the coded reason, never what somebody typed."""
        for row in rows:
            row.why_words, row.worth = WHY.get(row.why, row.why), money(row.credit)
