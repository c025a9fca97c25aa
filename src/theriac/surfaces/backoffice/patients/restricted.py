"""Restricted records: a list without names, and one opened with a reason of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.domains.patients.commands.restrict import (
    free_patient,
    open_restricted,
    restrict_patient,
)
from theriac.domains.patients.permissions import ERASE_PATIENTS, OPEN_RESTRICTED
from theriac.domains.patients.queries.restricted import (
    MOST_SHOWN,
    list_restricted,
    restriction_of,
)
from theriac.domains.patients.rules.reasons import WHY_RESTRICTED
from theriac.surfaces.backoffice.patients.base import PatientScreen, PatientsScreen
from theriac.surfaces.backoffice.patients.record import drawn_record
from theriac.surfaces.backoffice.shell.screens import Crumb


class RestrictedPatients(PatientsScreen):
    """Every restricted record by its number and date; who it is, only opening tells."""

    permission = OPEN_RESTRICTED
    title = gettext_lazy("Restricted records")
    template_name = "backoffice/patients/restricted_list.html"

    def context(self) -> dict[str, Any]:
        """Those first that are erased first."""
        rows = list_restricted(actor=self.actor)
        return {"rows": rows, "is_cut": len(rows) == MOST_SHOWN}


class RestrictedPatient(PatientScreen):
    """One restricted record: closed until a reason is chosen, and read-only then."""

    permission = OPEN_RESTRICTED
    title = gettext_lazy("Restricted record")
    template_name = "backoffice/patients/restricted.html"

    def crumbs(self) -> Sequence[Crumb]:
        title = gettext_lazy("Restricted records")
        return [*PatientsScreen.crumbs(self), Crumb(title, reverse("backoffice:restricted_list"))]

    def context(self) -> dict[str, Any]:
        """Since when and until when; nothing of the person."""
        return {
            "restriction": restriction_of(self.patient_id),
            "reasons": list(WHY_RESTRICTED.items()),
            "may_erase": self.may(ERASE_PATIENTS),
        }

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Open it for the chosen reason, on this answer alone."""
        record = open_restricted(**self.named, why=request.POST.get("why", ""))
        return self.draw(is_open=True, **drawn_record(record))


class Restrict(PatientScreen):
    """Restrict a record because the patient asked, or free it again."""

    permission = ERASE_PATIENTS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.POST.get("act") == "free":
            free_patient(**self.named)
            messages.success(request, _("Restriction lifted."))
            return HttpResponseRedirect(self.address())
        restrict_patient(**self.named)
        messages.success(request, _("Record restricted. It can no longer be found or changed."))
        return HttpResponseRedirect(reverse("backoffice:patient_list"))
