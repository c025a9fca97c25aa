"""What the screens of patients share: branch, id, and that no browser keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.templatetags.theriac import today


class PatientsScreen(Screen):
    """A screen of patients; no cache of the browser or on the way keeps its answer."""

    permission = VIEW_PATIENTS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As every screen, and kept by nobody."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @property
    def named(self) -> dict[str, Any]:
        """Who acts where, for the commands."""
        return {"actor": self.actor, "branch_id": self.branch}

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Patients"), reverse("backoffice:patient_list"))]


class PatientScreen(PatientsScreen):
    """The patient of the address; leads back to the record."""

    permission = VIEW_PATIENTS

    @property
    def patient_id(self) -> PatientId:
        """Whose."""
        return PatientId(self.kwargs["patient_id"])

    @property
    def named(self) -> dict[str, Any]:
        """Who acts where on whom, for the commands."""
        return {**super().named, "patient_id": self.patient_id}

    def address(self) -> str:
        return reverse("backoffice:patient_detail", args=[self.patient_id])

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(gettext_lazy("Record"), self.address())]


def age_on(born: date | None) -> int | None:
    """Whole years today; None without a birth date."""
    if born is None:
        return None
    now = today()
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))
