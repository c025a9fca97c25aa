"""A batch is put on a return from its own page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.problems import Problem, Unprocessable
from theriac.domains.purchasing.commands.returns.draft import (
    ReturnLineWritten,
    put_aside,
)
from theriac.domains.purchasing.permissions import DRAFT_RETURN
from theriac.domains.suppliers.queries import all_names
from theriac.surfaces.backoffice.purchasing.returns.words import WHY, usual_reason
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.stock.base import BatchFormScreen
from theriac.surfaces.backoffice.stock.changes import PacksForm
from theriac.surfaces.backoffice.stock.fields import (
    add_pack_fields,
    initial_packs,
    pack_field_names,
    units_in_packs,
)


class AsideForm(PacksForm):
    """How much goes back and why; the credit where it isn't what the goods cost."""

    nothing_typed = gettext_lazy("Enter the quantity to return.")

    why = forms.ChoiceField(label=gettext_lazy("Reason"), choices=list(WHY.items()))
    credit = MoneyField(
        label=gettext_lazy("Credit to request"),
        help_text=gettext_lazy("Leave empty for the cost of these goods."),
        required=False,
    )

    def take(self, problem: Problem) -> None:
        """What concerns the line stands at its field."""
        if isinstance(problem, Unprocessable):
            names = {"quantity": pack_field_names(self)[0]}
            problem.errors = {
                names.get(last, last): words
                for name, words in problem.errors.items()
                for last in [name.rpartition(".")[2]]
            }
        super().take(problem)

    def goods(self, batch_id: UUID) -> ReturnLineWritten:
        """As the commands take it."""
        credit = self.cleaned_data["credit"]
        return given(
            ReturnLineWritten,
            batch_id=batch_id,
            quantity=units_in_packs(self) or 0,
            why=self.cleaned_data["why"],
            credit=None if credit is None else credit.amount,
        )


class PutAside(BatchFormScreen):
    """Put a batch on the unsent return to its supplier, or begin one."""

    permission = DRAFT_RETURN
    form_class = AsideForm
    title = gettext_lazy("Return to supplier")
    lead = gettext_lazy("Stock doesn’t change yet. The batch stays on the return until it is sent.")
    submit_label = gettext_lazy("Add to return")
    done = gettext_lazy("Added to the return. Send the return when the goods leave.")

    def form(self, **options: Any) -> ScreenForm:
        """With the suppliers and a field a pack."""
        form = super().form(**options)
        form.fields["supplier"] = forms.ChoiceField(
            label=_("Supplier"),
            choices=[(str(key), name) for key, name in all_names()],
            initial=str(self.batch.supplier_id or ""),
        )
        add_pack_fields(form, self.product)
        form.initial = {
            **initial_packs(self.product, self.returnable),
            "why": usual_reason(self.batch.state, self.batch.expires_on),
            **form.initial,
        }
        return form

    def act(self, form: Any) -> str:
        made = put_aside(
            actor=self.actor,
            branch_id=self.branch,
            supplier_id=UUID(form.cleaned_data["supplier"]),
            goods=form.goods(self.batch.id),
        )
        return reverse("backoffice:return_detail", args=[made])
