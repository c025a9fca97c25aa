"""The steps of a delivery: checked, back to writing, prices confirmed, posted, reversed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.problems import Problem, Text
from theriac.domains.purchasing.commands.receipts.at_once import receive_at_once
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.commands.receipts.prices import confirm_prices
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.commands.receipts.states import (
    check_receipt,
    discard_receipt,
    reopen_receipt,
)
from theriac.domains.purchasing.permissions import (
    POST_RECEIPT,
)
from theriac.surfaces.backoffice.catalog.words import counted, money
from theriac.surfaces.backoffice.purchasing.receipts.base import ReceiptPart, ReceiptScreen
from theriac.surfaces.backoffice.purchasing.receipts.grid import on_shelf
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen


def ticked(text: str) -> bool:
    """Whether a button's box was ticked."""
    return text == "yes"


class CheckReceipt(ReceiptScreen, ButtonScreen):
    """Confirms that what is written is what came."""

    calls = Calls(check_receipt, accept_short=ticked, accept_temperature=ticked)
    done = gettext_lazy("Checked. The goods receipt is ready to post.")


class ReopenReceipt(ReceiptScreen, ButtonScreen):
    """Back to writing."""

    calls = Calls(reopen_receipt)


class DiscardReceipt(ReceiptScreen, ButtonScreen):
    """Throws a draft away."""

    calls = Calls(discard_receipt)
    done = gettext_lazy("Draft discarded. Stock is unchanged.")

    def onward(self, result: Any) -> str:
        """The list, since there is no receipt any more."""
        return reverse("backoffice:receipt_list")


class OntoShelf(ReceiptScreen, ButtonScreen):
    """Ends with the goods on the shelf; what is unusual is ticked where it stands."""

    def given(self) -> dict[str, Any]:
        """With what the person confirmed."""
        return {"confirmed": self.request.POST.getlist("confirmed")}

    def said(self, result: Any) -> Text:
        """So, and whether some of them are held."""
        del self.view
        return on_shelf(held=any(line.is_held_for_temperature for line in self.view.lines))


class PostReceipt(OntoShelf):
    """Puts it on the shelf."""

    calls = Calls(post_receipt)

    def led_to_second(self, problem: Problem) -> str:
        """The page on which a second person signs it."""
        if not isinstance(problem, ApprovalNeeded):
            return ""
        return reverse("backoffice:receipt_over_order", args=[self.view.receipt.id])


class ReceiveAtOnce(OntoShelf):
    """Checks a draft and puts it on the shelf, for who may do both."""

    calls = Calls(receive_at_once, accept_short=ticked, accept_temperature=ticked)


class ReverseReceipt(ReceiptScreen, ButtonScreen):
    """Takes a posted delivery out again."""

    calls = Calls(reverse_receipt, reason=str)
    done = gettext_lazy("Goods receipt reversed. Its reversing document is attached.")


class PricesForm(ScreenForm):
    """A price for each line; empty leaves the price as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)


class ConfirmPrices(ReceiptPart, FormScreen):
    """What the goods are sold for: the proposal beside today's price, a person decides."""

    permission = POST_RECEIPT
    form_class = PricesForm
    template_name = "backoffice/purchasing/receipts/prices.html"
    submit_label = gettext_lazy("Save prices")
    done = gettext_lazy("Prices saved. They apply when the goods receipt is posted.")

    def page_title(self) -> Text:
        return gettext_lazy("Selling prices")

    def initial(self) -> dict[str, Any]:
        """The confirmed price, else the proposal."""
        found: dict[str, Any] = {"version": self.view.receipt.version}
        for one in self.view.lines:
            amount = one.line.selling_price or one.proposed
            found[f"price_{one.line.id.hex}"] = money(amount)
        return found

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        for one in self.view.lines:
            label = f"{one.product.name}, {counted(one.pack, 1)}"
            field = MoneyField(label=label, required=False)
            put_into_our_words(field)
            form.fields[f"price_{one.line.id.hex}"] = field
        return form

    def draw(self, status: int = 200, **more: Any) -> Any:
        """With the lines beside their fields."""
        form = more.get("form")
        rows = [
            {
                "view": one,
                "field": form[f"price_{one.line.id.hex}"] if form else None,
                "pack": counted(one.pack, 1),
                "now": money(one.price_now),
                "proposed": money(one.proposed),
                "mrp": money(one.line.mrp),
                "each": money(
                    (one.cost.cost * one.line.factor) // one.line.quantity if one.cost else None
                ),
            }
            for one in self.view.lines
        ]
        return super().draw(status, **more, rows=rows)

    def act(self, form: Any) -> str:
        prices = {}
        for one in self.view.lines:
            amount = form.cleaned_data[f"price_{one.line.id.hex}"]
            prices[one.line.id] = amount.amount if amount is not None else None
        confirm_prices(
            actor=self.actor,
            branch_id=self.at_branch,
            receipt_id=self.view.receipt.id,
            version=form.cleaned_data["version"] or 0,
            prices=prices,
        )
        return self.address()
