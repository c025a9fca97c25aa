"""The export for analysis: how many must look alike, and the file."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Problem
from theriac.core.tables.writer import FORMS, write_table
from theriac.domains.patients.commands.analysis import HEAD, export_for_analysis, table_of
from theriac.domains.patients.permissions import ANALYSE_PATIENTS
from theriac.domains.patients.rules.anonymity import LEAST_K, MOST_K, USUAL_K
from theriac.surfaces.backoffice.patients.base import PatientsScreen
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class AnalysisForm(ScreenForm):
    """How many people must look alike, and the form of the file."""

    k = WholeNumberField(
        label=_("Minimum group size"),
        help_text=_("Smaller groups with the same birth years, sex and region are left out."),
        least=LEAST_K,
        most=MOST_K,
    )
    form = forms.ChoiceField(label=_("Format"), choices=[(one, one.upper()) for one in FORMS])


class Analysis(PatientsScreen, FormScreen):
    """Patients without names for analysis; that it was taken is on the record."""

    permission = ANALYSE_PATIENTS
    title = _("Data for analysis")
    form_class = AnalysisForm
    submit_label = _("Download file")
    lead = _(
        "Patients by birth year range, sex, region and coded facts, under pseudonyms that "
        "can't be traced or linked. Restricted records are excluded."
    )

    def crumbs(self) -> Sequence[Crumb]:
        return PatientsScreen.crumbs(self)

    def initial(self) -> dict[str, Any]:
        return {"k": USUAL_K, "form": FORMS[0]}

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The file, or why there is none beside its field."""
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        try:
            found = export_for_analysis(**self.named, k=form.cleaned_data["k"])
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        kind = form.cleaned_data["form"]
        file = tempfile.TemporaryFile()  # noqa: SIM115 (FileResponse closes it)
        write_table(file, kind, HEAD, table_of(found))
        file.seek(0)
        name = f"patients-k{found.k}.{kind}"
        return FileResponse(file, content_type=MEDIA[kind], as_attachment=True, filename=name)
