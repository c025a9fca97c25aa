"""Returning goods of a sale: chosen, shown where they go and how they are refunded, then saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.idempotency.context import fingerprint
from theriac.core.money import Money
from theriac.core.problems import Problem, Text
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.customer_returns.approval import REFUND
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.drafts import CustomerReturnNew, GoodsReturned
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.queries.returnable import (
    LineToReturn,
    ReturnPreview,
    SaleToReturn,
    preview_return,
    returnable,
)
from theriac.domains.pricing.rules.payments import METHODS
from theriac.domains.stock.queries.batches.allocations import TakenBatch
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.catalog.words import counted, in_words
from theriac.surfaces.backoffice.customer_returns.words import CONDITIONS, GOES, REASONS
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField, put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.one import One, OneScreen

REFUNDABLE = ("cash", "card", "transfer", "qr")


class ShownFirst(Exception):
    """The return is shown before it is saved: no error, the page comes back with it."""

    def __init__(self, form: ReturnForm) -> None:
        super().__init__()
        self.form = form


class ReturnForm(ApprovedForm):
    """Why, and how it is refunded; how much of which batch, the screen adds."""

    why = forms.ChoiceField(label=gettext_lazy("Reason"), choices=list(REASONS.items()))
    note = text_of(CustomerReturnNew, "note", gettext_lazy("Note"))
    refund_by = forms.ChoiceField(
        label=gettext_lazy("Refund"),
        required=False,
        choices=[
            ("", gettext_lazy("As it was paid")),
            *((one, METHODS[one]) for one in REFUNDABLE),
        ],
    )
    expected = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    rows: Sequence[dict[str, Any]] = ()

    def clean(self) -> dict[str, Any]:
        """Something must come back."""
        data: dict[str, Any] = super().clean() or {}
        names = [one["units"] for one in self.rows]
        if names and not any(data.get(name) or name in self.errors for name in names):
            self.add_error(names[0], _("Enter how much is returned."))
        return data

    def chosen(self) -> list[dict[str, Any]]:
        """The rows of which something comes back."""
        return [one for one in self.rows if self.cleaned_data.get(one["units"])]

    def take(self, problem: Problem) -> None:
        """What concerns a line stands at its quantity or its serial numbers."""
        head, _dot, rest = (problem.field or "").partition(".")
        index, _dot, field = rest.partition(".")
        if head == "lines" and index.isdigit() and int(index) < len(self.chosen()):
            row = self.chosen()[int(index)]
            name = row["serials"] if field == "serials" and row["serials"] else row["units"]
            self.add_error(name, str(problem.detail))
            return
        super().take(problem)

    def show(self, code: str) -> None:
        """Remember that the return of this code was shown."""
        data = cast("QueryDict", self.data).copy()
        data["expected"] = code
        self.data = data


class ReturnFromSale(OneScreen, ApprovedScreen):
    """Lines and quantities; before anything is saved, where it goes and how it is refunded."""

    permission = ACCEPT_RETURNS
    action = REFUND
    form_class = ReturnForm
    template_name = "backoffice/customer_returns/new.html"
    own_page = "backoffice:sale_detail"
    among = ((gettext_lazy("Sales"), "backoffice:sale_list"),)
    below = True
    title = gettext_lazy("Return goods")
    lead = gettext_lazy("Enter how much of each item the customer returns, in base units.")
    submit_label = gettext_lazy("Check return")
    done = gettext_lazy("Return saved. Give the customer the credit note.")
    shown: ReturnPreview | None = None

    left: One[SaleToReturn] = One(
        "sale_id",
        lambda at, key: returnable(actor=at.actor, branch_id=at.branch, sale_id=key),
        missing=gettext_lazy("This sale doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        """The receipt's number."""
        return self.left.sale.number

    def initial(self) -> dict[str, Any]:
        """Nothing was shown yet."""
        return {"expected": ""}

    @cached_property
    def products(self) -> dict[Any, Any]:
        """The sale's products with their packs."""
        wanted = list({one.line.product_id for one in self.left.lines})
        return {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """What can still come back, batch by batch, each with the names of its fields."""
        found: list[dict[str, Any]] = []
        for line in self.left.lines:
            batches: Sequence[tuple[TakenBatch | None, int]] = line.batches
            for batch, left in batches or [(None, line.left)]:
                if left:
                    found.append(self._row(line, batch, left, len(found)))
        return found

    def _row(
        self, line: LineToReturn, batch: TakenBatch | None, left: int, place: int
    ) -> dict[str, Any]:
        product = self.products[line.line.product_id]
        return {
            "line": line,
            "batch": batch,
            "product": product,
            "left": in_words(left, product),
            "most": left,
            "units": f"units_{place}",
            "condition": f"condition_{place}" if batch else "",
            "serials": f"serials_{place}" if line.packs else "",
        }

    def form(self, **options: Any) -> ScreenForm:
        """With the fields of each row."""
        form = cast("ReturnForm", super().form(**options))
        form.rows = self.rows
        for one in self.rows:
            self._add_fields(form, one)
        for one in self.rows:
            one["fields"] = [
                form[one[name]] for name in ("units", "condition", "serials") if one[name]
            ]
        return form

    def _add_fields(self, form: ReturnForm, one: dict[str, Any]) -> None:
        unit = counted(one["product"].base_unit, 2).partition(" ")[2]
        number = one["batch"].number if one["batch"] else ""
        label = f"{one['product'].name}, {number}" if number else one["product"].name
        form.fields[one["units"]] = WholeNumberField(
            label=f"{label} ({unit})", least=0, most=one["most"], required=False
        )
        if one["condition"]:
            form.fields[one["condition"]] = forms.ChoiceField(
                label=_("Item condition"), choices=list(CONDITIONS.items()), required=False
            )
        if one["serials"]:
            form.fields[one["serials"]] = forms.CharField(
                label=_("Serial numbers"),
                help_text=_("Scan the returned packs. Without them the packs go to quarantine."),
                max_length=2_000,
                required=False,
            )
        for name in ("units", "condition", "serials"):
            if one[name]:
                put_into_our_words(form.fields[one[name]])

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """As every form; first it comes back with what would be done."""
        try:
            return super().post(request, **parts)
        except ShownFirst as first:
            return self.draw(form=first.form)

    def act(self, form: Any) -> str:
        """Show what would be done; what was shown is done. Raises ShownFirst."""
        draft = self._draft(form)
        self.shown = preview_return(actor=self.actor, branch_id=self.branch, draft=draft)
        code = _code_of(self.shown)
        if form.cleaned_data["expected"] != code:
            form.show(code)
            raise ShownFirst(form)
        note_id = self.approved(
            form,
            lambda approval_id: return_goods(
                actor=self.actor, branch_id=self.branch, draft=draft, approval_id=approval_id
            ),
        )
        return reverse("backoffice:customer_return_detail", args=[note_id])

    def _draft(self, form: ReturnForm) -> CustomerReturnNew:
        typed = form.cleaned_data
        lines = [
            given(
                GoodsReturned,
                sale_line_id=one["line"].line.line_id,
                quantity=typed[one["units"]],
                batch_id=one["batch"].batch_id if one["batch"] else None,
                condition=typed.get(one["condition"]) or "sealed",
                serials=tuple(typed.get(one["serials"], "").replace(",", " ").split()),
            )
            for one in form.chosen()
        ]
        return given(
            CustomerReturnNew,
            sale_id=self.left.sale.sale_id,
            reason=typed["why"],
            note=typed["note"],
            lines=lines,
            refund_by=typed["refund_by"] or None,
        )

    def context(self) -> dict[str, Any]:
        return {"rows": self.rows, "sale": self.left.sale, "preview": self._preview()}

    def _preview(self) -> dict[str, Any] | None:
        if self.shown is None:
            return None
        currency = self.shown.currency
        labels = {
            batch.batch_id: batch.number for one in self.left.lines for batch, _left in one.batches
        }
        return {
            "parts": [
                {
                    "product": self.products[one.product_id].name,
                    "batch": labels.get(one.batch_id, "") if one.batch_id else "",
                    "quantity": in_words(one.quantity, self.products[one.product_id]),
                    "goes": GOES.badge(one.goes),
                    "amount": Money(one.share.amount, currency),
                }
                for one in self.shown.parts
            ],
            "rounding": Money(self.shown.refund.rounding, currency),
            "total": Money(self.shown.refund.total, currency),
            "refunds": [
                {"method": METHODS[one.method], "amount": Money(one.amount, currency)}
                for one in self.shown.refund.parts
            ],
        }


def _code_of(shown: ReturnPreview) -> str:
    """What was shown, by hash: where it goes, how much, and the refund."""
    parts = [
        [str(one.sale_line_id), str(one.batch_id), one.quantity, one.goes, one.share.amount]
        for one in shown.parts
    ]
    refunds = [[one.method, one.amount] for one in shown.refund.parts]
    return fingerprint({"parts": parts, "refunds": refunds})
