"""The second step: what the columns mean. Guessed or remembered, shown, and changeable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Problem
from theriac.countries.registry import profile_for
from theriac.domains.catalog.commands.imports.files import choose_sheet
from theriac.domains.catalog.commands.imports.steps import change_mapping, check_import
from theriac.domains.catalog.imports.states import State
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.surfaces.backoffice.imports.columns_form import ColumnsForm
from theriac.surfaces.backoffice.imports.detail import ImportScreen
from theriac.surfaces.backoffice.imports.words import STEPS, kind_title
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

if TYPE_CHECKING:
    from theriac.domains.catalog.models import Import

CHOOSABLE = (State.COLUMNS, State.CHECKED)
MOST_HEAD_ROW = 500


class ImportSheetForm(ScreenForm):
    """Which sheet, and in which row the names of the columns stand."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)
    head_row = WholeNumberField(label=gettext_lazy("Header row"), least=1, most=MOST_HEAD_ROW)

    def __init__(self, batch: Import, **options: Any) -> None:
        super().__init__(initial={"sheet": batch.sheet, "head_row": batch.head_row}, **options)
        fields: Any = self.fields
        fields["sheet"].choices = [(name, name) for name in batch.sheets]
        if len(batch.sheets) < 2:
            del fields["sheet"]


class ColumnsStep(ImportScreen):
    """What both forms of the page share."""

    permission = IMPORT_CATALOG
    title = gettext_lazy("Column meanings")
    template_name = "backoffice/imports/columns.html"

    def elsewhere(self) -> HttpResponseBase | None:
        """Where the import is, when its columns can't be chosen any more."""
        if self.state in CHOOSABLE:
            return None
        return HttpResponseRedirect(self.address())

    def columns_form(self, **options: Any) -> ColumnsForm:
        return ColumnsForm(self.batch, profile_for(frame.pharmacy().country), **options)

    def show(
        self, form: ColumnsForm, sheet_form: ImportSheetForm, status: int = 200
    ) -> HttpResponse:
        """The page with both forms."""
        batch = self.batch
        return self.draw(
            status,
            batch=batch,
            file_name=self.file_name,
            kind=kind_title(batch.kind),
            steps=STEPS,
            form=form,
            sheet_form=sheet_form,
            refusal=batch.refusal,
        )


class ChooseColumns(ColumnsStep):
    """What the columns mean; then the check begins."""

    permission = IMPORT_CATALOG

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The columns with samples and the present choice."""
        return self.elsewhere() or self.show(self.columns_form(), ImportSheetForm(self.batch))

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Keep the choice and begin the check; a refusal stands at its column."""
        if elsewhere := self.elsewhere():
            return elsewhere
        form = self.columns_form(data=request.POST)
        if not form.is_valid():
            return self.show(form, ImportSheetForm(self.batch), 422)
        try:
            self._check(form)
        except Problem as problem:
            form.take(problem)
            return self.show(form, ImportSheetForm(self.batch), problem.status)
        return HttpResponseRedirect(self.address())

    def _check(self, form: ColumnsForm) -> None:
        """Both or neither: a choice that can't be checked isn't kept beside its form."""
        with transaction.atomic():
            change_mapping(
                actor=self.actor,
                import_id=self.batch.id,
                version=form.cleaned_data["version"],
                mapping=form.chosen(),
            )
            check_import(actor=self.actor, import_id=self.batch.id)


class ChooseSheet(ColumnsStep):
    """Another sheet or row of names: the columns are guessed anew."""

    permission = IMPORT_CATALOG
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Look at the file again."""
        if elsewhere := self.elsewhere():
            return elsewhere
        form = ImportSheetForm(self.batch, data=request.POST)
        if not form.is_valid():
            return self.show(self.columns_form(), form, 422)
        try:
            choose_sheet(
                actor=self.actor,
                import_id=self.batch.id,
                version=self.batch.version,
                sheet=form.cleaned_data.get("sheet", ""),
                head_row=form.cleaned_data["head_row"],
            )
        except Problem as problem:
            form.take(problem)
            return self.show(self.columns_form(), form, problem.status)
        messages.info(request, _("Columns read again. Check their meanings."))
        return HttpResponseRedirect(reverse("backoffice:import_columns", args=[self.batch.id]))
