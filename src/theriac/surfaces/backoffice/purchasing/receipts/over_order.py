"""A delivery above its purchase order: what is over, and posting it with somebody's approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from theriac.core.money import Money, round_half_up
from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.controlled.signatures import REGISTER_CHANGE
from theriac.domains.purchasing.commands.receipts.order_match import OVER_ORDER
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.permissions import POST_RECEIPT
from theriac.domains.purchasing.queries.order_match import differences_over_order
from theriac.domains.purchasing.rules.order_match import OrderDifference
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.receipts.base import ReceiptPart
from theriac.surfaces.backoffice.templatetags import theriac as shown

KINDS: dict[str, Text] = {
    "price": gettext_lazy("Price of a base unit"),
    "quantity": gettext_lazy("Quantity, base units"),
    "unordered": gettext_lazy("Not ordered, base units"),
}
SIDES: dict[str, Text] = {
    "delivery": gettext_lazy("Delivery"),
    "invoice": gettext_lazy("Invoice"),
}


@dataclass(frozen=True, slots=True)
class OverOrderRow:
    """A difference in words."""

    product: str
    kind: Text
    side: Text
    ordered: str
    asked: str


def over_order_rows(found: Sequence[OrderDifference]) -> list[OverOrderRow]:
    """The differences as a table shows them."""
    names = product_names({one.product_id for one in found})
    return [
        OverOrderRow(
            names.get(one.product_id, ""),
            KINDS[one.kind],
            SIDES[one.by],
            _side(one.kind, one.ordered),
            _side(one.kind, one.asked),
        )
        for one in found
    ]


def _side(kind: str, value: Fraction) -> str:
    if kind != "price":
        return shown.number(int(value))
    amount: Money | None = money(round_half_up(value))
    return shown.money(amount)


class OverOrderForm(ApprovedForm):
    """Nothing but the version that was looked at, and what was confirmed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PostOverOrder(ReceiptPart, ApprovedScreen):
    """Post what is above its order or controlled; somebody with the right approves it."""

    permission = POST_RECEIPT
    action = OVER_ORDER
    further_actions = (REGISTER_CHANGE,)
    form_class = OverOrderForm
    template_name = "backoffice/purchasing/receipts/over_order.html"
    submit_label = gettext_lazy("Post")
    done = gettext_lazy("Goods receipt posted. The goods are in stock and can be sold.")

    def page_title(self) -> Text:
        return gettext_lazy("Post with approval")

    def initial(self) -> dict[str, Any]:
        """The version that is looked at."""
        return {"version": self.view.receipt.version}

    def context(self) -> dict[str, Any]:
        found = differences_over_order(actor=self.actor, receipt_id=self.view.receipt.id)
        return {"over_order": over_order_rows(found), "questions": self.view.questions}

    def act(self, form: Any) -> str:
        self.approved(
            form,
            lambda approval_id: post_receipt(
                actor=self.actor,
                branch_id=self.at_branch,
                receipt_id=self.view.receipt.id,
                version=form.cleaned_data["version"],
                confirmed=self.request.POST.getlist("confirmed"),
                approval_id=approval_id,
            ),
        )
        return self.address()
