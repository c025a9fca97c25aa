"""One sale: lines with batches, taxes, payments, who, when on both clocks, its cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.queries.notes import (
    returns_of_sale,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.terminals import get_terminal, list_terminals
from theriac.domains.pricing.rules.payments import METHODS
from theriac.domains.sales.commands.read_prescriptions import read_prescriptions
from theriac.domains.sales.permissions import PERMIT_GROUND, SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.prescriptions import SeenPrescription
from theriac.domains.sales.queries.cases import list_cases
from theriac.domains.sales.queries.notes import SaleNotes, notes_of
from theriac.domains.sales.queries.receipts import (
    ReceiptLine,
    SaleReceipt,
    get_receipt,
    list_receipt_copies,
)
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import counted
from theriac.surfaces.backoffice.sales.people import concerned
from theriac.surfaces.backoffice.sales.words import (
    BATCH_REASONS,
    HELD,
    KINDS,
    skew_words,
)
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

MOST_COPIES = 20
NOWHERE = UUID(int=0)


class SaleDetail(Screen):
    """A sale is never edited here: after payment only a return answers it."""

    permission = VIEW_SALES
    template_name = "backoffice/sales/detail.html"

    receipt: One[SaleReceipt] = One(
        "sale_id",
        lambda at, key: get_receipt(actor=at.actor, sale_id=key),
        missing=gettext_lazy("This sale doesn’t exist. Choose one from the list."),
    )

    def page_title(self) -> Text:
        return self.receipt.sale.number

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Sales"), reverse("backoffice:sale_list"))]

    def context(self) -> dict[str, Any]:
        """Amounts as money, people by name, cases in words."""
        receipt, sale = self.receipt, self.receipt.sale
        notes = notes_of(sale.id)
        decider = notes.held.decided_by if notes.held else None
        named = [sale.person_id, *(ground.permitted_by for ground in receipt.grounds)]
        people = names_of([*named, decider] if decider else named)
        currency = sale.currency
        seen = self._prescriptions()
        return {
            "sale": sale,
            "lines": [_line(line, currency, notes) for line in receipt.lines],
            "skew": skew_words(notes.skew) if notes.skew else "",
            "held": notes.held,
            "why_held": HELD[notes.held.reason] if notes.held else "",
            "decided_by": people.get(decider, "") if decider else "",
            "taxes": _taxes(receipt, currency),
            "taxable": Money(sum(line.row.taxable for line in receipt.lines), currency),
            "discount": Money(sale.discount, currency),
            "rounding": Money(sale.rounding, currency),
            "total": Money(sale.total, currency),
            "payments": [
                {
                    "method": METHODS[payment.method],
                    "tendered": Money(payment.tendered, currency),
                    "change": Money(payment.change, currency),
                    "amount": Money(payment.tendered - payment.change, currency),
                    "reference": payment.reference,
                }
                for payment in receipt.payments
            ],
            "grounds": [
                {
                    "ground": ground,
                    "seen": seen.get(ground.id),
                    "permitted_by": people.get(ground.permitted_by, ""),
                }
                for ground in receipt.grounds
            ],
            "person": people.get(sale.person_id, ""),
            **concerned(self, sale),
            **history_beside(self, sale.id),
            "terminal": get_terminal(sale.terminal_id),
            "copies": self._copies(),
            "waited": sale.recorded_at - sale.occurred_at,
            "cases": [
                {"case": case, "title": KINDS[case.kind]}
                for case in list_cases(actor=self.actor, branch_id=sale.branch_id)
                .filter(sale_id=sale.id)
                .order_by("opened_at")
            ],
            "may_settle": self.actor.may(SETTLE_CASE, sale.branch_id),
            "may_return": self.may(ACCEPT_RETURNS),
            "returns": [
                {"note": note, "total": Money(note.total, note.currency)}
                for note in returns_of_sale(actor=self.actor, sale_id=sale.id)
            ],
        }

    def _copies(self) -> list[dict[str, Any]]:
        """The newest copies of the receipt, by whom and where."""
        rows = list_receipt_copies(actor=self.actor, sale_id=self.receipt.sale.id)
        copies = list(rows.order_by("-number")[:MOST_COPIES])
        people = names_of(copy.taken_by for copy in copies)
        terminals = {one.id: one.name for one in list_terminals()} if copies else {}
        named = [
            (copy, [people.get(copy.taken_by), terminals.get(copy.terminal_id or NOWHERE)])
            for copy in copies
        ]
        return [{"copy": copy, "who": ", ".join(filter(None, names))} for copy, names in named]

    def _prescriptions(self) -> Mapping[UUID, SeenPrescription]:
        """Who prescribed, for who may permit such lines; the reading is on record."""
        sale = self.receipt.sale
        if not (self.receipt.has_prescriptions and self.actor.may(PERMIT_GROUND, sale.branch_id)):
            return {}
        branch_id = BranchId(sale.branch_id)
        return read_prescriptions(actor=self.actor, branch_id=branch_id, sale_id=sale.id)


def _line(line: ReceiptLine, currency: str, notes: SaleNotes) -> dict[str, Any]:
    row = line.row
    reason = notes.batch_reasons.get(row.position, "")
    return {
        "line": line,
        "row": row,
        "count": counted(line.pack, row.packs),
        "price": Money(row.price_amount, currency),
        "price_for": row.price_units if row.price_units * row.packs != row.quantity else None,
        "taxable": Money(row.taxable, currency),
        "tax": Money(row.tax, currency),
        "total": Money(row.total, currency),
        "batch_reason": BATCH_REASONS.get(reason, reason),
        "rates": [tax["rate_bp"] for tax in row.taxes],
        "short": row.quantity - sum(batch.quantity for batch in line.batches),
    }


def _taxes(receipt: SaleReceipt, currency: str) -> list[dict[str, Any]]:
    sums: dict[tuple[str, int], int] = {}
    for line in receipt.lines:
        for tax in line.row.taxes:
            key = (tax["code"], tax["rate_bp"])
            sums[key] = sums.get(key, 0) + tax["amount"]
    return [
        {"code": code, "rate_bp": rate, "amount": Money(amount, currency)}
        for (code, rate), amount in sums.items()
    ]
