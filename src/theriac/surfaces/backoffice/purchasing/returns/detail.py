"""One return: its lines, what was asked back and what came; sent, discarded."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.purchasing.commands.returns.draft import discard_return
from theriac.domains.purchasing.commands.returns.send import send_return
from theriac.domains.purchasing.permissions import (
    DRAFT_RETURN,
    SEND_RETURN,
    SETTLE_RETURN,
    VIEW_RETURNS,
)
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.purchasing.returns.base import ReturnScreen
from theriac.surfaces.backoffice.purchasing.returns.words import STATES, WHY
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen


class ReturnDetail(ReturnScreen, ExportedScreen):
    """What goes back, why, and how its credit stands."""

    permission = VIEW_RETURNS
    template_name = "backoffice/purchasing/returns/detail.html"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row["line"].product),
        Export(gettext_lazy("Batch"), lambda row: row["line"].batch_number),
        Export(gettext_lazy("Expiry"), lambda row: row["line"].expires_on),
        Export(gettext_lazy("Base units"), lambda row: row["line"].quantity),
        Export(gettext_lazy("Reason"), lambda row: row["why"]),
        Export(gettext_lazy("Credit"), lambda row: row["credit"]),
    )

    def exported_rows(self) -> list[dict[str, Any]]:
        return self._lines()

    def context(self) -> dict[str, Any]:
        view = self.view
        row = view.row
        return {
            "row": row,
            "supplier": view.supplier,
            "state": STATES.badge(row.state),
            "lines": self._lines(),
            "credits": [(one, money(one.amount)) for one in view.credits],
            "worth": money(view.worth),
            "credited": money(row.credited),
            "awaited": money(view.awaited),
            "back_number": view.back_number,
            "may_write": row.state == "draft" and self.may(DRAFT_RETURN),
            "may_send": row.state == "draft" and bool(view.lines) and self.may(SEND_RETURN),
            "may_take_back": row.state == "sent" and not row.credited and self.may(SEND_RETURN),
            "may_settle": row.state == "sent" and self.may(SETTLE_RETURN),
            **history_beside(self, row.id),
        }

    def _lines(self) -> list[dict[str, Any]]:
        lines = self.view.lines
        wanted = list({line.product_id for line in lines})
        products = {
            one.id: one
            for one in product_details(actor=self.actor, product_ids=wanted, priced=False)
        }
        return [
            {
                "line": line,
                "quantity": in_words(line.quantity, products[line.product_id]),
                "why": WHY[line.why],
                "credit": money(line.credit),
                "too_much": self.view.row.state == "draft" and line.quantity > line.there,
                "there": in_words(line.there, products[line.product_id]),
            }
            for line in lines
        ]


class SendReturn(ReturnScreen, ButtonScreen):
    """The goods leave."""

    calls = Calls(send_return)

    def said(self, result: str) -> Text:
        """With the number that it got."""
        return _("Sent as %(number)s. The goods are out of stock; the credit is outstanding.") % {
            "number": result
        }


class DiscardReturn(ReturnScreen, ButtonScreen):
    """It isn't sent after all."""

    calls = Calls(discard_return)
    done = gettext_lazy("Return discarded. The goods stay in stock.")
