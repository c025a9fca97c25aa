"""The first step: which file, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.domains.catalog.commands.imports.files import receive_file, start_import
from theriac.domains.catalog.imports.kinds import import_kinds
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.domains.organisation.queries.places import branches_of
from theriac.surfaces.backoffice.imports.words import STEPS
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class UploadForm(ScreenForm):
    """A file and its kind."""

    kind = forms.ChoiceField(
        label=gettext_lazy("File contents"), widget=forms.RadioSelect, choices=()
    )
    branch = forms.ChoiceField(
        label=gettext_lazy("Branch"),
        help_text=gettext_lazy("Branch for the opening stock, unless a column names one."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX with a header row, at most 50 MB."),
        max_length=255,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv,.gz"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "invalid": gettext_lazy("Choose a file."),
            "missing": gettext_lazy("Choose a file."),
        },
    )


class NewImport(FormScreen):
    """Choose a file; it is looked at, and nothing of it is stored in the catalogue."""

    permission = IMPORT_CATALOG
    title = gettext_lazy("Import a file")
    template_name = "backoffice/imports/upload.html"
    form_class = UploadForm
    submit_label = gettext_lazy("Continue to columns")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Imports"), reverse("backoffice:import_list"))]

    def context(self) -> dict[str, Any]:
        return {"steps": STEPS}

    def initial(self) -> dict[str, Any]:
        """Products, for the branch that is worked in."""
        kinds = {one.code for one in import_kinds()}
        asked = self.request.GET.get("kind", "")
        kind = asked if asked in kinds else "products"
        return {"kind": kind, "branch": str(self.branch_id or "")}

    def form(self, **options: Any) -> ScreenForm:
        """The kinds that the person may bring in."""
        form = super().form(**options)
        fields: Any = form.fields
        fields["kind"].choices = [
            (kind.code, kind.title) for kind in import_kinds() if self.may(kind.permission)
        ]
        fields["branch"].choices = [
            (str(branch.id), branch.name)
            for branch in branches_of(actor=self.actor).order_by("code")
            if self.actor.may(IMPORT_CATALOG, branch.id)
        ]
        if len(fields["branch"].choices) == 1:
            fields["branch"].widget = forms.HiddenInput()
            fields["branch"].initial = fields["branch"].choices[0][0]
        return form

    def act(self, form: ScreenForm) -> str:
        """Keep the file and guess its columns. A file that can't be read gets a sentence."""
        data = form.cleaned_data
        name = data["file"].name or _("file")
        file_id = receive_file(actor=self.actor, file=data["file"].file, name=name)
        import_id = start_import(
            actor=self.actor,
            branch_id=UUID(data["branch"]),
            kind=data["kind"],
            file_id=file_id,
        )
        return reverse("backoffice:import_columns", args=[import_id])
