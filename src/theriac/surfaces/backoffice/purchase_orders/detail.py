"""One purchase order: its lines with what came of each, its receipts, its paper and its end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.budgets.queries.overruns import overrun_words_by_line
from theriac.domains.purchase_orders.commands.cancel import cancel_rest
from theriac.domains.purchase_orders.commands.send import send_order
from theriac.domains.purchase_orders.letters import form_named
from theriac.domains.purchase_orders.paper import order_paper
from theriac.domains.purchase_orders.permissions import CANCEL_ORDER, PLACE_ORDER, VIEW_ORDERS
from theriac.domains.purchasing.commands.receipts.of_order import begin_order_receipt
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT, VIEW_RECEIPTS
from theriac.domains.suppliers.people import has_people
from theriac.domains.suppliers.queries import address_of_supplier
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchase_orders.answers import answers_shown
from theriac.surfaces.backoffice.purchase_orders.base import OrderScreen
from theriac.surfaces.backoffice.purchase_orders.words import SOURCES, STATES
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen


class OrderDetail(OrderScreen, ExportedScreen):
    """What was ordered, what came and what is open; the file has the supplier's codes."""

    permission = VIEW_ORDERS
    template_name = "backoffice/purchase_orders/detail.html"
    exports = (
        Export(gettext_lazy("Supplier’s code"), lambda one: one.row.supplier_code),
        Export(gettext_lazy("Product"), lambda one: one.product),
        Export(gettext_lazy("Pack"), lambda one: one.pack),
        Export(gettext_lazy("Packs"), lambda one: one.row.packs),
        Export(gettext_lazy("Free packs"), lambda one: one.row.bonus_packs),
        Export(gettext_lazy("Price"), lambda one: money(one.row.price)),
        Export(gettext_lazy("Tax"), lambda one: money(one.row.tax)),
        Export(gettext_lazy("With tax"), lambda one: money(one.row.committed)),
        Export(gettext_lazy("Received, base units"), lambda one: one.row.received),
        Export(gettext_lazy("Open, base units"), lambda one: one.row.open_units),
    )

    def exported_rows(self) -> list[Any]:
        return list(self.view.lines)

    def context(self) -> dict[str, Any]:
        view = self.view
        row = view.row
        over = overrun_words_by_line(row.id)
        may_place = self.actor.may(PLACE_ORDER, row.branch_id)
        return {
            "row": row,
            "view": view,
            "form": form_named(row.branch_id, row.form, view.lines[0].row.product_id),
            "state": STATES.badge(row.state),
            "source": SOURCES[row.source_kind],
            "person": names_of([row.ordered_by]).get(row.ordered_by, ""),
            "lines": [
                (one, money(one.row.price), money(one.row.committed), over.get(one.row.id, ()))
                for one in view.lines
            ],
            "total": money(row.total),
            "tax": money(row.tax),
            "freight": money(row.freight or None),
            "sees_receipts": self.actor.may(VIEW_RECEIPTS, row.branch_id),
            "may_receive": view.is_open and self.actor.may(DRAFT_RECEIPT, row.branch_id),
            "may_cancel": view.is_open and self.actor.may(CANCEL_ORDER, row.branch_id),
            "may_send": row.state != "cancelled" and may_place and self._reaches_supplier(),
            "answers": answers_shown(self.actor, view),
            "may_look": row.answer_waits and may_place,
            **history_beside(self, row.id),
        }

    def _reaches_supplier(self) -> bool:
        """Whether the supplier has people in the portal, or an address to write to."""
        supplier_id = self.view.row.supplier_id
        if settings.MAIL_WORKS and address_of_supplier(supplier_id):
            return True
        return has_people(supplier_id)


class CancelOrder(OrderScreen, ButtonScreen):
    """What is open isn't awaited any more."""

    calls = Calls(cancel_rest, reason=at_most(120))
    done = gettext_lazy("The rest is cancelled. Its money is available again.")


class SendOrder(OrderScreen, ButtonScreen):
    """The supplier's people see it, and the PDF goes to its address."""

    calls = Calls(send_order)
    done = gettext_lazy("The order was sent to the supplier.")


class ReceiveOrder(OrderScreen, ButtonScreen):
    """A goods receipt is begun with what is open."""

    calls = Calls(begin_order_receipt)
    done = gettext_lazy("Draft created. Enter batches and expiry dates, and correct quantities.")

    def onward(self, result: UUID) -> str:
        """To the draft."""
        return reverse("backoffice:receipt_detail", args=[result])


class OrderPdf(OrderScreen):
    """The order on paper."""

    permission = VIEW_ORDERS
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it. Raises NotFound."""
        content = order_paper(actor=self.actor, order_id=self.view.row.id)
        if content is None:
            raise NotFound
        name = f'inline; filename="{self.view.row.number}.pdf"'
        headers = {"Cache-Control": "private, no-store", "Content-Disposition": name}
        return HttpResponse(content, content_type="application/pdf", headers=headers)
