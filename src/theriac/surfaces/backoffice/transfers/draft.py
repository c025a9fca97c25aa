"""Writing a transfer: target, and a line a batch, searched or scanned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import AsksFirst, Problem, Text, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.transfers.commands.draft import (
    TransferWritten,
    change_transfer,
    draft_transfer,
)
from theriac.domains.transfers.permissions import TRANSFER
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.product_search import products_by_id
from theriac.surfaces.backoffice.stock.words import PLACES
from theriac.surfaces.backoffice.transfers.base import TransferScreen
from theriac.surfaces.backoffice.transfers.lines import (
    SENDING,
    TransferBatchForm,
    batches_here,
    lines_from,
    new_line,
)
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


class _Writing(FormScreen):
    """One page: nothing that was typed is lost, every refusal stands beside its field."""

    permission = TRANSFER
    form_class = DraftForm
    template_name = "backoffice/transfers/draft.html"
    submit_label = gettext_lazy("Save draft")
    done = gettext_lazy("Draft saved. No stock has moved yet.")

    @property
    def source(self) -> BranchId:
        """The branch that sends. Raises NotFound for somebody who belongs to none."""
        return self.branch

    def form(self, **options: Any) -> ScreenForm:
        return DraftForm(here=self.source, initial=self.initial(), **options)

    def first_lines(self) -> list[TransferBatchForm]:
        """The lines that the page opens with."""
        return []

    def keep(self, draft: TransferWritten, form: ScreenForm) -> str:
        """Call the command; where to go on."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """What is kept, or an empty page."""
        return self.draw(form=self.form(), lines=self.first_lines())

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Check every line, then keep all of them or none."""
        form = self.form(data=request.POST)
        lines = lines_from(self.actor, self.source, request.POST)
        is_whole = form.is_valid() and bool(lines)
        if not lines:
            form.add_error(None, _("No items added. Search for a product and add it."))
        verdicts = [line.is_valid() for line in lines]
        if not all(verdicts) or not is_whole:
            return self.draw(422, form=form, lines=lines)
        data = form.cleaned_data
        try:
            draft = given(
                TransferWritten,
                **{name: data[name] for name in ("to_branch_id", "from_place", "to_place", "note")},
                lines=[line.line() for line in lines],
                confirmed=list(form.confirmed),
            )
            target = self.keep(draft, form)
        except Problem as problem:
            _take(problem, form, lines)
            return self.draw(problem.status, form=form, lines=lines)
        messages.success(request, str(self.done))
        return HttpResponseRedirect(target)


class NewTransfer(_Writing):
    """Begins with a line of what the address names."""

    title = gettext_lazy("New transfer")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Transfers"), reverse("backoffice:transfer_list"))]

    def first_lines(self) -> list[TransferBatchForm]:
        """A line of the product or batch in the address."""
        wanted = [key for key in map(parse_id, self.request.GET.getlist("product")) if key]
        products = products_by_id(self.actor, wanted, self.branch_id)
        batch = self.request.GET.get("batch", "")
        return [
            new_line(products[key], batches_here(self.actor, self.source, key), batch_id=batch)
            for key in wanted
            if key in products
        ]

    def keep(self, draft: TransferWritten, form: ScreenForm) -> str:
        """Write it down."""
        key = draft_transfer(actor=self.actor, branch_id=self.source, draft=draft)
        return reverse("backoffice:transfer_detail", args=[key])


class ChangeTransfer(TransferScreen, _Writing):
    """Another target or other lines of a draft."""

    permission = TRANSFER
    template_name = "backoffice/transfers/draft.html"

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

    def first_lines(self) -> list[TransferBatchForm]:
        """The lines as they are kept."""
        return [
            new_line(
                one.product,
                batches_here(self.actor, self.source, one.product.id),
                batch_id=str(one.line.batch_id),
                quantity=one.line.quantity,
            )
            for one in self.lines
        ]

    def keep(self, draft: TransferWritten, form: ScreenForm) -> str:
        change_transfer(
            actor=self.actor,
            branch_id=self.sender,
            transfer_id=self.transfer_id,
            version=form.cleaned_data["version"] or 0,
            draft=draft,
        )
        return self.address()


def _take(problem: Problem, form: ScreenForm, lines: Sequence[TransferBatchForm]) -> None:
    if isinstance(problem, AsksFirst):
        form.take(problem)
        return
    faults = problem.errors if isinstance(problem, Unprocessable) else {}
    for path, words in (faults or {problem.field or "": problem.detail or problem.title}).items():
        _lines, _mark, rest = path.partition(".")
        number, _mark, name = rest.partition(".")
        if number.isdecimal() and int(number) < len(lines):
            named = {"quantity": "packs"}.get(name, name)
            line = lines[int(number)]
            line.add_error(named if named in line.fields else None, str(words))
        else:
            form.add_error(path if path in form.fields else None, str(words))
