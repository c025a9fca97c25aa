"""Records that may be of one patient: suggested with reasons, merged, and taken apart again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Unprocessable
from theriac.domains.patients.commands.merge import merge_patients, undo_merge
from theriac.domains.patients.commands.search import list_duplicates, suggest_duplicates
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import MERGE_PATIENTS
from theriac.surfaces.backoffice.patients.base import PatientScreen, PatientsScreen
from theriac.surfaces.backoffice.patients.words import found_words
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls


class Duplicates(PatientsScreen):
    """Pairs in the whole file."""

    permission = MERGE_PATIENTS
    title = gettext_lazy("Possible duplicates")
    template_name = "backoffice/patients/duplicates.html"

    def context(self) -> dict[str, Any]:
        """Pairs with their reasons, the likeliest first."""
        pairs = [found_words(pair) for pair in list_duplicates(**self.named)]
        return {"pairs": pairs}


class SamePatient(PatientScreen):
    """Which records may be of this patient, and merging one."""

    permission = MERGE_PATIENTS
    title = gettext_lazy("Possible duplicates")
    template_name = "backoffice/patients/same.html"

    def context(self) -> dict[str, Any]:
        """Likely records with their reasons."""
        return {"likely": found_words(suggest_duplicates(**self.named))}

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Merge the other record into this one; it can be taken back."""
        other = parse_id(request.POST.get("other", ""))
        if other is None:
            raise Unprocessable(_("Choose another record of the same patient."))
        merge_patients(
            actor=self.actor,
            branch_id=self.branch,
            kept_id=self.patient_id,
            merged_id=PatientId(other),
        )
        undo = reverse("backoffice:patient_unmerge", args=[other])
        messages.success(
            request, _("Merged. Both records now count as one."), extra_tags=f"toast undo:{undo}"
        )
        return HttpResponseRedirect(self.address())


class UndoPatientMerge(PatientScreen, ButtonScreen):
    """Let a merged record stand by itself again; on to the record that was kept."""

    calls = Calls(undo_merge)

    def given(self) -> dict[str, Any]:
        return {"merged_id": self.patient_id}

    def onward(self, result: Any) -> str:
        """The record that was kept."""
        return reverse("backoffice:patient_detail", args=[result])
