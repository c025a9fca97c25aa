"""Writing a return to a supplier: whom it goes to, and a grid of the batches that go back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.returns.draft import (
    LONGEST_NOTE,
    begin_return,
    write_return_lines,
)
from theriac.domains.purchasing.permissions import DRAFT_RETURN
from theriac.domains.suppliers.queries import all_names
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.returns.base import ReturnPart
from theriac.surfaces.backoffice.purchasing.returns.grid import ReturnGrid
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.product_search import products_by_id


class _NoteForm(ScreenForm):
    """A note on the return."""

    note = forms.CharField(label=gettext_lazy("Note"), max_length=LONGEST_NOTE, required=False)


class NewReturnForm(_NoteForm):
    """Whom it goes to."""

    supplier_id = forms.ChoiceField(label=gettext_lazy("Supplier"), choices=())
    field_order = ("supplier_id", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["supplier_id"]
        field.choices = [("", _("Choose…")), *((str(key), name) for key, name in all_names())]


class ChangedReturnForm(_NoteForm):
    """The version that the person saw, besides."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class NewReturn(GridDocument):
    """Begins with a row of what the address names."""

    permission = DRAFT_RETURN
    form_class = NewReturnForm
    title = gettext_lazy("New return to supplier")
    submit_label = gettext_lazy("Save draft")
    done = gettext_lazy("Draft saved. The goods stay in stock until you send the return.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Returns to suppliers"), reverse("backoffice:return_list"))]

    def initial(self) -> dict[str, Any]:
        """The supplier that the address names, or the only one."""
        known = all_names()
        only = str(known[0][0]) if len(known) == 1 else ""
        return {"supplier_id": self.request.GET.get("supplier", "") or only}

    def new_grid(self, data: Mapping[str, Any]) -> ReturnGrid:
        return ReturnGrid(self)

    def begin(self, grid: ReturnGrid) -> None:
        key = parse_id(self.request.GET.get("product", ""))
        product = products_by_id(self.actor, [key], self.branch_id).get(key) if key else None
        if product is not None:
            batch = {"batch_id": self.request.GET.get("batch", "")}
            grid.rows = [grid.filled(product, batch, prefix=f"{PREFIX}-0")]

    def write(self, form: ScreenForm) -> str:
        key = begin_return(
            actor=self.actor,
            branch_id=self.branch,
            supplier_id=UUID(form.cleaned_data["supplier_id"]),
            lines=[row.line() for row in self.grid.batch_rows],
            note=form.cleaned_data["note"],
        )
        return reverse("backoffice:return_detail", args=[key])


class ChangeReturn(ReturnPart, GridDocument):
    """Other batches, quantities, reasons or credits of a return that isn't sent."""

    permission = DRAFT_RETURN
    form_class = ChangedReturnForm
    submit_label = gettext_lazy("Save draft")
    done = gettext_lazy("Draft saved. The goods stay in stock until you send the return.")
    needs_rows = False

    def page_title(self) -> Text:
        return gettext_lazy("Edit draft")

    def initial(self) -> dict[str, Any]:
        return {"note": self.view.row.note, "version": self.view.row.version}

    def new_grid(self, data: Mapping[str, Any]) -> ReturnGrid:
        return ReturnGrid(self, BranchId(self.view.row.branch_id))

    def begin(self, grid: ReturnGrid) -> None:
        """The rows as they are saved."""
        lines = self.view.lines
        products = products_by_id(self.actor, [one.product_id for one in lines], self.branch)
        grid.learn(products.values())
        credit = grid.blank.fields["credit"]
        for at, line in enumerate(lines):
            product = products[line.product_id]
            grid.keep(product, line.batch_id, line.batch_number)
            values = {
                **grid.in_packs(product, line.quantity),
                "batch_id": str(line.batch_id),
                "why": line.why,
                "credit": str(credit.prepare_value(money(line.credit))),
            }
            grid.rows.append(grid.filled(product, values, prefix=f"{PREFIX}-{at}"))

    def write(self, form: ScreenForm) -> str:
        write_return_lines(
            actor=self.actor,
            branch_id=self.branch,
            return_id=self.view.row.id,
            version=form.cleaned_data["version"],
            lines=[row.line() for row in self.grid.batch_rows],
            note=form.cleaned_data["note"],
        )
        return self.address()
