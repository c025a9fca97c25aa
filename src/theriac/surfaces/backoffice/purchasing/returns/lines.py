"""A batch is put on a return, changed there, or taken off again."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.problems import NotFound, Problem, Unprocessable
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.purchasing.commands.returns.draft import (
    ReturnLineWritten,
    put_aside,
    write_return_lines,
)
from theriac.domains.purchasing.permissions import DRAFT_RETURN
from theriac.domains.purchasing.queries.returns import ReturnLine
from theriac.domains.suppliers.queries import all_names
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.returns.base import ReturnPart
from theriac.surfaces.backoffice.purchasing.returns.words import WHY
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.stock.base import BatchFormScreen
from theriac.surfaces.backoffice.stock.changes import PacksForm
from theriac.surfaces.backoffice.stock.fields import (
    add_pack_fields,
    initial_packs,
    pack_field_names,
    units_in_packs,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown


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
            "why": self._usual_reason(),
            **form.initial,
        }
        return form

    def _usual_reason(self) -> str:
        if self.batch.state == "recalled":
            return "recalled"
        expires_on = self.batch.expires_on
        return "expired" if expires_on and expires_on <= shown.today() else "damaged"

    def act(self, form: Any) -> str:
        made = put_aside(
            actor=self.actor,
            branch_id=self.branch,
            supplier_id=UUID(form.cleaned_data["supplier"]),
            goods=form.goods(self.batch.id),
        )
        return reverse("backoffice:return_detail", args=[made])


class _OneLine(ReturnPart):
    """A line of a return that isn't sent."""

    line: One[ReturnLine] = One(
        "line_id",
        lambda at, key: next((one for one in at.view.lines if one.id == key), None),
        missing=gettext_lazy("This line is no longer on the return. Reload the page."),
    )

    def lines_with(self, goods: ReturnLineWritten | None) -> dict[str, Any]:
        """The return as it is written anew: this line changed, or left out."""
        kept = [
            goods if line.id == self.line.id else _as_written(line)
            for line in self.view.lines
            if line.id != self.line.id or goods is not None
        ]
        return {
            "version": self.view.row.version,
            "lines": [one for one in kept if one is not None],
            "note": self.view.row.note,
        }


class ChangeReturnLine(_OneLine, FormScreen):
    """Another quantity, reason or credit of a line that isn't sent."""

    permission = DRAFT_RETURN
    template_name = "backoffice/purchasing/returns/line.html"
    form_class = AsideForm
    submit_label = gettext_lazy("Save line")
    done = gettext_lazy("Saved.")

    @cached_property
    def product(self) -> ProductDetail:
        """What goes back. Raises NotFound."""
        found = get_product(actor=self.actor, product_id=self.line.product_id)
        if found is None:
            raise NotFound(_("This product isn’t in the catalogue. Choose one from the list."))
        return found

    def page_title(self) -> str:
        return self.product.name

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        add_pack_fields(form, self.product)
        form.initial = {
            **initial_packs(self.product, self.line.quantity),
            "why": self.line.why,
            "credit": money(self.line.credit),
        }
        return form

    def act(self, form: Any) -> str:
        write_return_lines(
            actor=self.actor,
            branch_id=self.branch,
            return_id=self.view.row.id,
            **self.lines_with(form.goods(self.line.batch_id)),
        )
        return self.address()


class RemoveReturnLine(_OneLine, ButtonScreen):
    """Take a batch off the return."""

    calls = Calls(write_return_lines)
    done = gettext_lazy("Removed from the return.")

    def given(self) -> dict[str, Any]:
        """The lines without this one."""
        return self.lines_with(None)


def _as_written(line: ReturnLine) -> ReturnLineWritten:
    return given(
        ReturnLineWritten,
        batch_id=line.batch_id,
        quantity=line.quantity,
        why=line.why,
        credit=line.credit,
    )
