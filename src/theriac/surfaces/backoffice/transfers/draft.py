"""Writing a transfer: where to, and a grid of the batches that go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.transfers.commands.draft import (
    TransferWritten,
    change_transfer,
    draft_transfer,
)
from theriac.domains.transfers.permissions import TRANSFER
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.product_search import products_by_id
from theriac.surfaces.backoffice.stock.words import PLACES
from theriac.surfaces.backoffice.transfers.base import TransferScreen
from theriac.surfaces.backoffice.transfers.grid import SENDING, TransferGrid
from theriac.surfaces.backoffice.transfers.words import branch_names


class DraftForm(ScreenForm):
    """Where to."""

    to_branch_id = forms.ChoiceField(label=gettext_lazy("Destination"), choices=())
    to_place = forms.ChoiceField(
        label=gettext_lazy("To"),
        choices=[(kind, PLACES[kind]) for kind in SENDING],
        help_text=gettext_lazy("Expired or held batches can only be moved to quarantine."),
    )
    from_place = forms.ChoiceField(
        label=gettext_lazy("From"), choices=[(kind, PLACES[kind]) for kind in SENDING]
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, here: UUID | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        names = branch_names()
        others = [(str(key), name) for key, name in names.items() if key != here]
        own = [(str(here), _("%(branch)s (this branch)") % {"branch": names[here]})] if here else []
        field: Any = self.fields["to_branch_id"]
        field.choices = [*others, *own]


class _Writing(GridDocument):
    """A transfer's head, and the batches that lie at the place that sends."""

    permission = TRANSFER
    form_class = DraftForm
    submit_label = gettext_lazy("Save draft")
    done = gettext_lazy("Draft saved. No stock has moved yet.")

    @property
    def source(self) -> BranchId:
        """The branch that sends. Raises NotFound for somebody who belongs to none."""
        return self.branch

    def new_grid(self, data: Mapping[str, Any]) -> TransferGrid:
        return TransferGrid(self, str(data.get("from_place", "")), self.source)

    def form(self, **options: Any) -> ScreenForm:
        return DraftForm(here=self.source, initial=self.initial(), data=options.get("data"))

    def written(self, form: ScreenForm) -> TransferWritten:
        """As the commands take it."""
        data = form.cleaned_data
        return given(
            TransferWritten,
            **{name: data[name] for name in ("to_branch_id", "from_place", "to_place", "note")},
            lines=[row.line() for row in self.grid.batch_rows],
            confirmed=list(form.confirmed),
        )


class NewTransfer(_Writing):
    """Begins with a row of what the address names."""

    title = gettext_lazy("New transfer")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Transfers"), reverse("backoffice:transfer_list"))]

    def begin(self, grid: TransferGrid) -> None:
        """A row of each product in the address, of the batch in it."""
        wanted = [key for key in map(parse_id, self.request.GET.getlist("product")) if key]
        products = products_by_id(self.actor, wanted, self.branch_id)
        batch = {"batch_id": self.request.GET.get("batch", "")}
        grid.rows = [
            grid.filled(products[key], batch, prefix=f"{PREFIX}-{at}")
            for at, key in enumerate(wanted)
            if key in products
        ]

    def write(self, form: ScreenForm) -> str:
        key = draft_transfer(actor=self.actor, branch_id=self.source, draft=self.written(form))
        return reverse("backoffice:transfer_detail", args=[key])


class ChangeTransfer(TransferScreen, _Writing):
    """Another target or other rows of a draft."""

    permission = TRANSFER

    @property
    def source(self) -> BranchId:
        """The branch that sends."""
        return self.sender

    def page_title(self) -> Text:
        return gettext_lazy("Edit draft")

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.transfer.number, self.address())]

    def initial(self) -> dict[str, Any]:
        row = self.transfer
        return {
            "to_branch_id": str(row.to_branch_id),
            "to_place": row.to_place.kind,
            "from_place": row.from_place.kind,
            "note": row.note,
            "version": row.version,
        }

    def begin(self, grid: TransferGrid) -> None:
        """The rows as they are saved."""
        grid.learn([one.product for one in self.lines])
        for at, one in enumerate(self.lines):
            line = one.line
            grid.keep(one.product, line.batch_id, line.batch_number)
            values = {
                **grid.in_packs(one.product, line.quantity),
                "batch_id": str(line.batch_id),
            }
            grid.rows.append(grid.filled(one.product, values, prefix=f"{PREFIX}-{at}"))

    def write(self, form: ScreenForm) -> str:
        change_transfer(
            actor=self.actor,
            branch_id=self.sender,
            transfer_id=self.transfer_id,
            version=form.cleaned_data["version"] or 0,
            draft=self.written(form),
        )
        return self.address()
