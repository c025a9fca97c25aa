"""Who lives with a patient, and who may collect for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.patients.commands.household import (
    allow_collector,
    end_collector,
    join_household,
    leave_household,
    record_collection,
)
from theriac.domains.patients.commands.search import LONGEST_TEXT, search_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import MANAGE_PATIENTS, VIEW_PATIENTS
from theriac.surfaces.backoffice.patients.base import PatientScreen
from theriac.surfaces.backoffice.patients.words import found_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm


class FindForm(ScreenForm):
    """Somebody who is a patient too."""

    text = forms.CharField(
        label=_("Find another patient"),
        max_length=LONGEST_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )


class NamedForm(ScreenForm):
    """Somebody who is no patient."""

    name = forms.CharField(label=_("Name"), max_length=120)
    relation = forms.CharField(
        label=_("Relationship"),
        help_text=_("For example mother, husband or neighbour."),
        max_length=120,
        required=False,
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)


class Relations(PatientScreen):
    """Choose another patient for the household or to collect, or name somebody."""

    permission = MANAGE_PATIENTS
    title = _("Household and authorised collectors")
    template_name = "backoffice/patients/people.html"

    def context(self) -> dict[str, Any]:
        return {"find": FindForm(), "form": NamedForm()}

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Find somebody, or do what a button says."""
        act = request.POST.get("act", "")
        other = parse_id(request.POST.get("person", ""))
        if act == "find":
            return self._find(request)
        if act == "name":
            return self._name(request)
        if act == "leave":
            leave_household(**self.named)
        elif other is not None and act == "join":
            join_household(**self.named, of_patient_id=PatientId(other))
        elif other is not None and act == "collect":
            relation = request.POST.get("relation", "")
            allow_collector(**self.named, person_id=PatientId(other), relation=relation)
        return HttpResponseRedirect(self.address())

    def _find(self, request: HttpRequest) -> HttpResponseBase:
        find = FindForm(request.POST)
        if not find.is_valid():
            return self.draw(422, find=find)
        text = find.cleaned_data["text"]
        found = search_patients(actor=self.actor, branch_id=self.branch, text=text)
        others = [one for one in found.patients if one.id != self.patient_id]
        return self.draw(find=find, is_searched=True, found=found_words(others))

    def _name(self, request: HttpRequest) -> HttpResponseBase:
        form = NamedForm(request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        try:
            allow_collector(**self.named, **form.cleaned_data)
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        return HttpResponseRedirect(self.address())


class Collectors(PatientScreen):
    """Somebody who may collect: did so now, or may no longer."""

    permission = VIEW_PATIENTS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, collector_id: UUID, **parts: Any) -> HttpResponseBase:
        """Record a collection, or end the right; each command asks for its own permission."""
        if request.POST.get("act") == "end":
            end_collector(**self.named, collector_id=collector_id)
        else:
            record_collection(**self.named, collector_id=collector_id)
        return HttpResponseRedirect(self.address())
