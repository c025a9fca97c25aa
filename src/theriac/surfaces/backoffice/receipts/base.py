"""What the screens of one goods receipt share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.queries.receipts import ReceiptView, read_receipt
from theriac.surfaces.backoffice.shell.forms import ButtonScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class ReceiptScreen(Screen):
    """A screen of the receipt that the address names."""

    @cached_property
    def view(self) -> ReceiptView:
        """The receipt with everything about it. Raises NotFound."""
        found = read_receipt(actor=self.actor, receipt_id=self.kwargs["receipt_id"])
        if found is None:
            raise NotFound(_("There is no such receipt. Look in the list."))
        return found

    @property
    def at_branch(self) -> BranchId:
        """The branch whose delivery it is."""
        return BranchId(self.view.receipt.branch_id)

    def address(self) -> str:
        return reverse("backoffice:receipt_detail", args=[self.view.receipt.id])

    def page_title(self) -> Text:
        """Its number, else its delivery note."""
        receipt = self.view.receipt
        return receipt.number or receipt.delivery_note or _("Delivery being written down")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Goods receipts"), reverse("backoffice:receipt_list"))]


class ReceiptPart(ReceiptScreen):
    """A page of something of a receipt; the way back leads to the receipt."""

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(super().page_title(), self.address())]


class ReceiptAct(ReceiptScreen, ButtonScreen):
    """A button of a receipt."""

    done: Text = ""

    def act(self) -> Text:
        """Step on; what is said then."""
        self.step(
            {
                "actor": self.actor,
                "branch_id": self.at_branch,
                "receipt_id": self.view.receipt.id,
            }
        )
        return self.done

    def step(self, of: dict[str, Any]) -> None:
        """Call the command; ``of`` is what all of a receipt's take."""
        raise NotImplementedError
