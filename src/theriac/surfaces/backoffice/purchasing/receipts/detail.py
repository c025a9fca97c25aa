"""One delivery: the scanning page while it is written, then its state, costs and differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.money import Money
from theriac.core.problems import Problem
from theriac.domains.purchase_orders.permissions import VIEW_ORDERS
from theriac.domains.purchasing.commands.receipts.lines import add_lines
from theriac.domains.purchasing.permissions import (
    CHECK_RECEIPT,
    DRAFT_RECEIPT,
    POST_RECEIPT,
    REVERSE_RECEIPT,
    VIEW_RECEIPTS,
)
from theriac.domains.purchasing.queries.order_match import differences_over_order
from theriac.domains.purchasing.queries.read_invoices import reading_of
from theriac.domains.purchasing.queries.receipts import LineView, ReceiptView
from theriac.domains.stock.permissions import RELEASE_STOCK
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money, per_unit
from theriac.surfaces.backoffice.cold_chain.degrees import degrees
from theriac.surfaces.backoffice.purchasing.offers.words import JOB_TITLES
from theriac.surfaces.backoffice.purchasing.receipts.base import ReceiptScreen
from theriac.surfaces.backoffice.purchasing.receipts.grid import (
    SHELF,
    ReceiptGrid,
    may_shelve,
    shelve,
)
from theriac.surfaces.backoffice.purchasing.receipts.over_order import over_order_rows
from theriac.surfaces.backoffice.purchasing.receipts.words import (
    STATES,
    difference_cell,
    differences_in_words,
    packs_words,
    temperature_words,
    units_words,
)
from theriac.surfaces.backoffice.shell.forms.grid import take_faults
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import (
    ExportedScreen,
    FurtherTable,
    FurtherTables,
)
from theriac.surfaces.backoffice.shell.screens import CameraScreen


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line in words."""

    view: LineView
    packs: str
    units: str
    cost: Money | None
    each: Money | None
    each_unit: str
    degrees: str
    warm: str


class ReceiptDetail(ReceiptScreen, FurtherTables, ExportedScreen, CameraScreen):
    """Phone first: the field of the scanner on top, the lines below."""

    permission = VIEW_RECEIPTS
    template_name = "backoffice/purchasing/receipts/detail.html"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row.view.product.name),
        Export(gettext_lazy("Batch"), lambda row: row.view.line.batch_number),
        Export(gettext_lazy("Expiry"), lambda row: row.view.line.expires_on),
        Export(gettext_lazy("Pack"), lambda row: row.view.pack),
        Export(gettext_lazy("Packs"), lambda row: row.view.line.packs),
        Export(gettext_lazy("Free packs"), lambda row: row.view.line.bonus_packs),
        Export(gettext_lazy("Base units"), lambda row: row.view.line.quantity),
        Export(gettext_lazy("Arrival temperature, °C"), lambda row: row.degrees),
        Export(gettext_lazy("Cost"), lambda row: row.cost),
    )
    further: ClassVar[dict[str, FurtherTable]] = {
        "differences": FurtherTable(
            gettext_lazy("Invoice difference"),
            (
                Export(gettext_lazy("What"), "kind"),
                Export(gettext_lazy("Product"), "name"),
                Export(
                    gettext_lazy("On the invoice"),
                    lambda row: difference_cell(row.of, row.of.printed),
                ),
                Export(gettext_lazy("Received"), lambda row: difference_cell(row.of, row.of.came)),
            ),
            lambda screen: differences_in_words(screen.view),
        )
    }

    def exported_rows(self) -> list[Any]:
        return [_shown(line, self.view.receipt.state) for line in self.view.lines]

    def context(self) -> dict[str, Any]:
        """The receipt in words, and what may be done with it."""
        view, receipt = self.view, self.view.receipt
        costs, state = view.costs, receipt.state
        reversal = view.postings.get("reversed")
        is_draft = state == "draft"
        return {
            "view": view,
            "receipt": receipt,
            "state": STATES.badge(state),
            "lines": [_shown(line, state) for line in view.lines],
            "recalled": _recalled(view),
            "is_posted": bool(view.postings),
            "warm": [line for line in view.lines if line.limits],
            "may_accept_warm": self._may(RELEASE_STOCK),
            "short": [line for line in view.lines if line.short_days],
            "total": money(costs.total) if costs else None,
            "net": money(costs.net) if costs else None,
            "tax": money(costs.tax) if costs else None,
            "freight": money(receipt.freight or None),
            "discount": money(receipt.discount or None),
            "invoice_total": money(receipt.invoice_total),
            "differences": differences_in_words(view),
            "reversal": reversal,
            "document_id": view.postings["posted"].document_id if view.postings else None,
            "may_write": is_draft and self._may(DRAFT_RECEIPT),
            "may_check": is_draft and bool(view.lines) and self._may(CHECK_RECEIPT),
            "may_at_once": is_draft
            and bool(view.lines)
            and self._may(CHECK_RECEIPT)
            and self._may(POST_RECEIPT),
            "may_reopen": state == "checked" and self._may(DRAFT_RECEIPT),
            "may_post": state == "checked" and self._may(POST_RECEIPT),
            "may_reverse": state == "posted" and self._may(REVERSE_RECEIPT),
            **self._reading(is_draft=is_draft),
            "over_order": over_order_rows(
                differences_over_order(actor=self.actor, receipt_id=receipt.id)
            ),
            "sees_order": self._may(VIEW_ORDERS),
            "waits": state == "checked" and not self._may(POST_RECEIPT),
            "proposed": any(line.proposed for line in view.lines),
            "grid": self.grid if is_draft and self._may(DRAFT_RECEIPT) else None,
            "may_shelve": may_shelve(self, self.at_branch),
            **history_beside(self, receipt.id),
        }

    def _reading(self, *, is_draft: bool) -> dict[str, Any]:
        """How far the document engine is with the invoice, while it is a draft."""
        if not is_draft or self.view.receipt.invoice_file_id is None:
            return {}
        reading = reading_of(actor=self.actor, receipt_id=self.view.receipt.id)
        state = reading.state if reading else ""
        return {"reading": reading, "job_title": JOB_TITLES.get(state, JOB_TITLES["queued"])}

    @cached_property
    def grid(self) -> ReceiptGrid:
        """The rows that are being typed."""
        return ReceiptGrid(self, self.view.receipt.supplier_id)

    def _may(self, permission: Any) -> bool:
        return self.actor.may(permission, self.view.receipt.branch_id)


class AddLines(ReceiptDetail):
    """The rows of the grid, all written down or none."""

    permission = DRAFT_RECEIPT

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Check every row, then write all of them down; what was typed stays where one is wrong."""
        grid = self.grid
        grid.rows = grid.sent(request.POST)
        key = self.view.receipt.id
        to_shelf = request.POST.get("then") == SHELF and may_shelve(self, self.at_branch)
        if not grid.is_valid():
            return self.draw(422)
        try:
            if grid.rows:
                add_lines(
                    actor=self.actor,
                    branch_id=self.at_branch,
                    receipt_id=key,
                    lines=[row.facts() for row in grid.receipt_rows],
                )
        except Problem as problem:
            for words in take_faults(problem, None, grid.rows):
                messages.error(request, str(words))
            return self.draw(problem.status)
        if to_shelf:
            shelve(self, self.at_branch, key)
        elif grid.rows:
            messages.success(request, _("The rows are saved in the draft."))
        return HttpResponseRedirect(self.address())


def _recalled(view: ReceiptView) -> list[tuple[LineView, Sequence[tuple[str, str]], bool]]:
    """Lines whose lot is recalled, each with the number and page of its recalls.

    The last says whether one of them is open.
    """
    return [
        (
            line,
            [
                (one.number, reverse("backoffice:recall_detail", args=[one.recall_id]))
                for one in line.recalls
            ],
            any(one.is_open for one in line.recalls),
        )
        for line in view.lines
        if line.recalls
    ]


def _shown(line: LineView, state: str) -> ShownLine:
    row, cost, tenths = line.line, line.cost, line.line.temperature
    packs, units = packs_words(line), units_words(line)
    return ShownLine(
        line,
        packs,
        units if units != packs else "",
        money(cost.cost) if cost else None,
        money(cost.cost * row.factor // row.quantity) if cost else None,
        per_unit(cost.cost, row.quantity, _base_unit(line)) if cost and row.factor > 1 else "",
        "" if tenths is None else degrees(tenths),
        temperature_words(line, state),
    )


def _base_unit(line: LineView) -> str:
    return min(line.product.packs.values(), key=lambda pack: pack.factor).name
