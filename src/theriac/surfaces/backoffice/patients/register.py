"""Registering a patient and changing what is known; somebody alike is shown first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Problem
from theriac.domains.patients.commands.change import change_patient
from theriac.domains.patients.commands.open import open_particulars
from theriac.domains.patients.commands.register import register_patient
from theriac.domains.patients.commands.search import suggest_for_particulars
from theriac.domains.patients.permissions import MANAGE_PATIENTS
from theriac.domains.patients.problems import LooksKnown
from theriac.surfaces.backoffice.patients.base import PatientScreen, PatientsScreen
from theriac.surfaces.backoffice.patients.forms import PatientParticularsForm
from theriac.surfaces.backoffice.patients.words import found_words


class RegisterPatient(PatientsScreen):
    """A new patient."""

    permission = MANAGE_PATIENTS
    title = _("Register patient")
    template_name = "backoffice/patients/form.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return self.draw(form=PatientParticularsForm(is_new=True))

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Keep the patient and open the record; whoever is known already is shown instead."""
        form = PatientParticularsForm(request.POST, is_new=True)
        if not form.is_valid():
            return self.draw(422, form=form)
        given = form.particulars()
        try:
            patient_id = register_patient(
                **self.named,
                particulars=given,
                is_another=form.cleaned_data["is_another"],
                id_may_differ=form.cleaned_data["id_may_differ"],
            )
        except LooksKnown:
            likely = suggest_for_particulars(**self.named, particulars=given)
            return self.draw(409, form=form, likely=found_words(likely))
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        return HttpResponseRedirect(reverse("backoffice:patient_detail", args=[patient_id]))


class ChangePatient(PatientScreen):
    """Other particulars of a patient."""

    permission = MANAGE_PATIENTS
    title = _("Edit record")
    template_name = "backoffice/patients/form.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """What holds now; opening it is on the record."""
        particulars, version = open_particulars(**self.named)
        return self.draw(form=PatientParticularsForm.of(particulars, version))

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Change it and go back to the record."""
        form = PatientParticularsForm(request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        data = form.cleaned_data
        before, _version = open_particulars(**self.named)
        try:
            change_patient(
                **self.named,
                version=data["version"],
                particulars=form.particulars(before),
                id_may_differ=data["id_may_differ"],
            )
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        return HttpResponseRedirect(self.address())
