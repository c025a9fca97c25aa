"""A sale's receipt as the counter prints it, and another copy of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.commands.take_receipt_copy import take_receipt_copy
from theriac.domains.sales.permissions import COPY_RECEIPT, VIEW_SALES
from theriac.domains.sales.queries.receipts import SaleReceipt, get_receipt, list_receipt_copies
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class SaleReceiptScreen(Screen):
    """A screen of the receipt of the sale that the address names."""

    receipt: One[SaleReceipt] = One(
        "sale_id",
        lambda at, key: get_receipt(actor=at.actor, sale_id=key),
        missing=gettext_lazy("This sale doesn’t exist. Choose one from the list."),
    )

    def address(self) -> str:
        """The receipt's page."""
        return reverse("backoffice:sale_receipt", args=[self.receipt.sale.id])


class ReceiptPage(SaleReceiptScreen):
    """The paper as it was printed; a copy that was just taken is marked with its number."""

    permission = VIEW_SALES
    template_name = "backoffice/sales/receipt.html"

    def page_title(self) -> Text:
        return _("Receipt %(number)s") % {"number": self.receipt.sale.number}

    def crumbs(self) -> Sequence[Crumb]:
        sale = self.receipt.sale
        page = reverse("backoffice:sale_detail", args=[sale.id])
        return [
            Crumb(gettext_lazy("Sales"), reverse("backoffice:sale_list")),
            Crumb(sale.number, page),
        ]

    def context(self) -> dict[str, Any]:
        sale = self.receipt.sale
        taken = parse_id(self.request.GET.get("copy", ""))
        copies = list_receipt_copies(actor=self.actor, sale_id=sale.id)
        return {
            "sale": sale,
            "source": reverse("counter:printed_receipt", args=[sale.id]),
            "copy": copies.filter(id=taken).first() if taken else None,
            "may_copy": self.actor.may(COPY_RECEIPT, sale.branch_id),
        }


class CopyReceipt(SaleReceiptScreen, ButtonScreen):
    """Another copy: recorded, then printed."""

    calls = Calls(take_receipt_copy)

    @property
    def at_branch(self) -> BranchId:
        return BranchId(self.receipt.sale.branch_id)

    def onward(self, result: UUID) -> str:
        return f"{self.address()}?copy={result}"
