"""A credit note on its page and on paper."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from theriac.core.approval.queries import approvals_used_for
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.customer_returns.queries.notes import (
    get_customer_return,
    lines_of_return,
    refunds_of_return,
)
from theriac.domains.customer_returns.rules import CASH
from theriac.domains.pricing.rules.payments import METHODS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.queries.sold_goods import sale_numbers
from theriac.domains.stock.queries.batches.allocations import batch_labels
from theriac.domains.tills.queries.refunds import is_paid_out
from theriac.surfaces.backoffice.approvals.words import content_words
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.customer_returns.words import CONDITIONS, GOES, REASONS
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class CreditNoteScreen(OneScreen):
    """A screen of the credit note that the address names."""

    own_page = "backoffice:customer_return_detail"
    among = ((gettext_lazy("Customer returns"), "backoffice:customer_return_list"),)

    note: One[Any] = One(
        "customer_return_id",
        lambda at, key: get_customer_return(actor=at.actor, return_id=key),
        missing=gettext_lazy("This credit note doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        """Its number."""
        return str(self.note.number)

    def parts(self) -> dict[str, Any]:
        """The document in words."""
        note = self.note
        currency = note.currency
        rows = lines_of_return(note.id)
        wanted = list({row.product_id for row in rows})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}
        labels = batch_labels(row.batch_id for row in rows if row.batch_id)
        refunds = refunds_of_return(note.id)
        numbers = sale_numbers([key for key in (note.sale_id, note.exchange_sale_id) if key])
        return {
            "note": note,
            "reason": REASONS[note.reason_code],
            "person": names_of([note.person_id]).get(note.person_id, ""),
            "lines": [
                {
                    "product": products[row.product_id].name,
                    "batch": labels.get(row.batch_id) if row.batch_id else None,
                    "quantity": in_words(row.quantity, products[row.product_id]),
                    "condition": CONDITIONS[row.condition],
                    "goes": GOES.badge(row.goes),
                    "tax": Money(row.tax, currency),
                    "amount": Money(row.amount, currency),
                }
                for row in rows
            ],
            "taxes": _taxes(rows, currency),
            "taxable": Money(note.amount - note.tax, currency),
            "rounding": Money(note.rounding, currency),
            "total": Money(note.total, currency),
            "refunds": [
                {
                    "method": METHODS[one.method],
                    "amount": Money(one.amount, currency),
                    "reference": one.reference,
                }
                for one in refunds
            ],
            "pays_at_till": note.is_paid_at_till and any(one.method == CASH for one in refunds),
            "sale_number": numbers.get(note.sale_id, ""),
            "exchange_number": numbers.get(note.exchange_sale_id, ""),
        }


class CreditNotePage(CreditNoteScreen):
    """What came back, where it went, how it was refunded, who approved it."""

    permission = VIEW_SALES
    template_name = "backoffice/customer_returns/detail.html"

    def context(self) -> dict[str, Any]:
        approvals = approvals_used_for(self.note.exchange_sale_id or self.note.id)
        people = names_of(row.approved_by for row in approvals)
        approved = [
            {
                "row": row,
                "exactly": content_words(row.action, row.content),
                "approver": people.get(row.approved_by, ""),
            }
            for row in approvals
            if row.id == self.note.approval_id
        ]
        parts = self.parts()
        return {
            **parts,
            "is_owed": parts["pays_at_till"] and not is_paid_out(self.note.id),
            "approvals": approved,
            **history_beside(self, self.note.id),
        }


def _taxes(rows: Any, currency: str) -> list[dict[str, Any]]:
    """What went back of each tax at its original rate."""
    sums: dict[tuple[str, int], int] = {}
    for row in rows:
        for tax in row.taxes:
            key = (tax["code"], tax["rate_bp"])
            sums[key] = sums.get(key, 0) + tax["amount"]
    return [
        {"code": code, "rate_bp": rate, "amount": Money(amount, currency)}
        for (code, rate), amount in sums.items()
    ]
