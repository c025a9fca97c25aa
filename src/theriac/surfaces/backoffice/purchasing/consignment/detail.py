"""One payment for consigned goods: its period and its batches; withdrawn where it was a mistake."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.consignment import withdraw_settlement
from theriac.domains.purchasing.permissions import SETTLE_CONSIGNMENT, VIEW_RECEIPTS
from theriac.domains.purchasing.queries.consignment import SettlementView, read_settlement
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.purchasing.consignment.words import STATES
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class _PaymentScreen(OneScreen):
    """A screen of the payment that the address names."""

    own_page = "backoffice:consignment_payment"
    among = (
        (gettext_lazy("Consigned goods"), "backoffice:consignment_due"),
        (gettext_lazy("Payments"), "backoffice:consignment_payments"),
    )

    view: One[SettlementView] = One(
        "settlement_id",
        lambda at, key: read_settlement(actor=at.actor, settlement_id=key),
        missing=gettext_lazy("This payment doesn’t exist. Choose one from the list."),
    )

    @property
    def branch(self) -> BranchId:
        """The branch that paid."""
        return BranchId(self.view.row.branch_id)

    def name(self) -> Text:
        """Whom it went to."""
        return self.view.supplier

    def sees_costs(self) -> bool:
        """Whether the person may see what goods cost at the branch that paid."""
        return self.actor.may(SEE_COSTS, self.branch)


class ConsignmentPayment(_PaymentScreen, ExportedScreen):
    """Its period, its amount, and what was sold of each batch."""

    permission = VIEW_RECEIPTS
    template_name = "backoffice/purchasing/consignment/detail.html"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row["product"].name),
        Export(gettext_lazy("Batch"), lambda row: row["line"].number),
        Export(gettext_lazy("Sold, base units"), lambda row: row["line"].sold),
        Export(gettext_lazy("Due"), lambda row: row["due"], SEE_COSTS),
    )

    def exported_rows(self) -> list[dict[str, Any]]:
        return self._lines()

    def context(self) -> dict[str, Any]:
        view = self.view
        people = names_of({one.person_id for one in (view.row, view.withdrawal) if one is not None})
        counter = view.withdrawal
        return {
            "row": view.row,
            "supplier": view.supplier,
            "state": STATES.badge("recorded" if counter is None else "withdrawn"),
            "amount": money(view.amount),
            "person": people.get(view.row.person_id, ""),
            "withdrawal": counter,
            "withdrawn_by": people.get(counter.person_id, "") if counter else "",
            "lines": self._lines(),
            "sees_costs": self.sees_costs(),
            "may_withdraw": view.is_newest
            and self.sees_costs()
            and self.actor.may(SETTLE_CONSIGNMENT, self.branch),
            **history_beside(self, view.row.id),
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
                "product": products[line.product_id],
                "sold": in_words(line.sold, products[line.product_id]),
                "due": money(line.due),
            }
            for line in lines
        ]


class WithdrawConsignmentPayment(_PaymentScreen, ButtonScreen):
    """It was recorded by mistake."""

    calls = Calls(withdraw_settlement, reason=at_most(120))
    done = gettext_lazy("Payment withdrawn. Its days are payable again.")
