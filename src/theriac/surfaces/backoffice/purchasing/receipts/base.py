"""What the screens of one goods receipt share."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.queries.receipts import ReceiptView, read_receipt
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class ReceiptScreen(OneScreen):
    """A screen of the receipt that the address names."""

    own_page = "backoffice:receipt_detail"
    among = ((gettext_lazy("Goods receipts"), "backoffice:receipt_list"),)

    view: One[ReceiptView] = One(
        "receipt_id",
        lambda at, key: read_receipt(actor=at.actor, receipt_id=key),
        missing=gettext_lazy("This goods receipt doesn’t exist. Choose one from the list."),
    )

    @property
    def at_branch(self) -> BranchId:
        """The branch whose delivery it is."""
        return BranchId(self.view.receipt.branch_id)

    def name(self) -> Text:
        """Its number, else its delivery note."""
        receipt = self.view.receipt
        return receipt.number or receipt.delivery_note or _("Draft goods receipt")


class ReceiptPart(ReceiptScreen):
    """A page of something of a receipt; the way back leads to the receipt."""

    below = True
