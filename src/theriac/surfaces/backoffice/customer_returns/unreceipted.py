"""Taking goods back without their receipt, by a scan of the pack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.problems import Problem, Unprocessable
from theriac.domains.customer_returns.approval import UNRECEIPTED
from theriac.domains.customer_returns.commands.return_unreceipted import return_unreceipted
from theriac.domains.customer_returns.drafts import UnreceiptedGoods, UnreceiptedReturnNew
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.queries.unreceipted import brought_batches
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.customer_returns.words import CONDITIONS, REASONS
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.records import text_of, whole_of
from theriac.surfaces.backoffice.shell.screens import Crumb


class UnreceiptedForm(ApprovedForm):
    """Which batch, how much of it, and what is refunded."""

    code = forms.CharField(
        label=gettext_lazy("Pack"),
        help_text=gettext_lazy("Scan the code on the pack, or type the batch number."),
        max_length=120,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    quantity = whole_of(UnreceiptedGoods, "quantity", gettext_lazy("Quantity, base units"))
    amount = MoneyField(label=gettext_lazy("Refund"))
    condition = forms.ChoiceField(
        label=gettext_lazy("Item condition"), choices=list(CONDITIONS.items())
    )
    why = forms.ChoiceField(label=gettext_lazy("Reason"), choices=list(REASONS.items()))
    note = text_of(UnreceiptedReturnNew, "note", gettext_lazy("Note"))

    def take(self, problem: Problem) -> None:
        """What concerns the line stands at its field."""
        name = (problem.field or "").rpartition(".")[2]
        name = "code" if name == "batch_id" else name
        if name in self.fields:
            self.add_error(name, str(problem.detail))
            return
        super().take(problem)


class ReturnWithoutReceipt(ApprovedScreen):
    """One batch; somebody else approves it, and it goes into quarantine."""

    permission = ACCEPT_RETURNS
    action = UNRECEIPTED
    form_class = UnreceiptedForm
    template_name = "backoffice/customer_returns/unreceipted.html"
    title = gettext_lazy("Return without a receipt")
    lead = gettext_lazy(
        "The goods go to quarantine. A second person approves the return. The refund is in cash, "
        "at most the lowest recent price."
    )
    submit_label = gettext_lazy("Save return")
    done = gettext_lazy("Return saved. The goods are in quarantine.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Customer returns"), reverse("backoffice:customer_return_list"))]

    def act(self, form: Any) -> str:
        typed = form.cleaned_data
        line = given(
            UnreceiptedGoods,
            batch_id=self._batch(typed["code"].strip()),
            quantity=typed["quantity"],
            amount=typed["amount"].amount,
            condition=typed["condition"],
        )
        draft = given(UnreceiptedReturnNew, reason=typed["why"], note=typed["note"], lines=[line])
        note_id = self.approved(
            form,
            lambda approval_id: return_unreceipted(
                actor=self.actor, branch_id=self.branch, draft=draft, approval_id=approval_id
            ),
        )
        return reverse("backoffice:customer_return_detail", args=[note_id])

    def _batch(self, text: str) -> Any:
        """The one batch that was meant. Raises Unprocessable."""
        found = brought_batches(actor=self.actor, branch_id=self.branch, text=text)
        if not found:
            words = _("No batch has this code or number. Scan the pack again.")
            raise Unprocessable(words, errors={"code": words})
        if len(found) > 1:
            words = _("Several batches have this number. Scan the code on the pack.")
            raise Unprocessable(words, errors={"code": words})
        return found[0].batch_id
