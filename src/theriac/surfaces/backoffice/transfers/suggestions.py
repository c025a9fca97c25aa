"""Short-dated goods that another branch would sell: why, and one click to the draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Conflict
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.replenishment.rules import WINDOW_DAYS
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)
from theriac.domains.transfers.permissions import TRANSFER
from theriac.domains.transfers.queries import Suggestion, transfer_suggestions
from theriac.surfaces.backoffice.catalog.words import counted, in_words, money
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.transfers.words import branch_names


class TransferSuggestionsScreen(ExportedScreen):
    """What to send where, each with its reason."""

    permission = VIEW_STOCK
    title = gettext_lazy("Suggested transfers")
    template_name = "backoffice/transfers/suggestions.html"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row["product"].name),
        Export(gettext_lazy("Batch"), lambda row: row["one"].batch_number),
        Export(gettext_lazy("Expiry"), lambda row: row["one"].expires_on),
        Export(gettext_lazy("Days left"), lambda row: row["one"].days_left),
        Export(gettext_lazy("To"), lambda row: row["branch"]),
        Export(gettext_lazy("Base units"), lambda row: row["one"].quantity),
        Export(gettext_lazy("Sold there in 30 days"), lambda row: row["one"].sells_there),
        Export(gettext_lazy("Sold here in 30 days"), lambda row: row["one"].sells_here),
        Export(gettext_lazy("Savings, at cost"), lambda row: money(row["one"].saved), SEE_COSTS),
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Transfers"), reverse("backoffice:transfer_list"))]

    def found(self) -> list[Suggestion]:
        """The suggestions of the branch that is worked in."""
        if self.branch_id is None:
            return []
        return transfer_suggestions(actor=self.actor, branch_id=self.branch_id, today=shown.today())

    def exported_rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.context()["suggestions"]
        return rows

    def context(self) -> dict[str, Any]:
        found, names = self.found(), branch_names()
        ids = list({one.product_id for one in found})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=ids)}
        return {
            "suggestions": [
                {
                    "one": one,
                    "product": products[one.product_id],
                    "branch": names.get(one.to_branch_id, ""),
                    "quantity": in_words(one.quantity, products[one.product_id]),
                    "saved": money(one.saved) if one.saved else None,
                    "why": _why(one, products[one.product_id]),
                }
                for one in found
            ],
            "total": money(sum(one.saved or 0 for one in found)),
            "may_send": self.may(TRANSFER),
            "window": WINDOW_DAYS,
        }


def _why(one: Suggestion, product: ProductDetail) -> str:
    told = {
        "here": counted(product.base_unit, one.sells_here),
        "days": one.days_left,
        "unsold": in_words(one.unsold, product),
    }
    if one.sells_there is None:
        return (
            _(
                "Sells there before it expires. Here: %(here)s a month, %(days)s days until "
                "expiry, %(unsold)s would stay unsold."
            )
            % told
        )
    told |= {
        "there": counted(product.base_unit, one.sells_there),
        "here": shown.number(one.sells_here),
    }
    return (
        _(
            "Monthly sales: %(there)s there, %(here)s here. %(days)s days until expiry, "
            "%(unsold)s would stay unsold."
        )
        % told
    )


class TakeSuggestion(TransferSuggestionsScreen, ButtonScreen):
    """The draft of a transfer, as it was suggested; one that no longer holds is said."""

    calls = Calls(draft_transfer)
    done = gettext_lazy("Draft created. No stock has moved yet.")

    def given(self) -> dict[str, Any]:
        """The draft. Raises Conflict where it is suggested no longer."""
        batch_id = parse_id(self.request.POST.get("batch_id", ""))
        one = next((one for one in self.found() if one.batch_id == batch_id), None)
        if one is None:
            raise Conflict(_("This suggestion is out of date: the stock was sent or sold."))
        lines = (TransferLineAsked(batch_id=one.batch_id, quantity=one.quantity),)
        note = _("Sells there before it expires")
        return {"draft": TransferWritten(to_branch_id=one.to_branch_id, lines=lines, note=note)}

    def address(self) -> str:
        return reverse("backoffice:transfer_suggestions")

    def onward(self, result: UUID) -> str:
        """The draft."""
        return reverse("backoffice:transfer_detail", args=[result])
