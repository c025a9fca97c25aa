"""A patient's record: the sections that the role may see; opening it is on the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.patients.commands.open import open_patient, reveal_number
from theriac.domains.patients.permissions import (
    ERASE_PATIENTS,
    MANAGE_PATIENTS,
    MERGE_PATIENTS,
    OPEN_RESTRICTED,
    VIEW_CLINICAL,
    VIEW_IDENTITY,
    VIEW_PATIENTS,
)
from theriac.domains.patients.queries.holds import list_holds
from theriac.domains.patients.queries.restricted import restriction_of
from theriac.domains.patients.record import PatientRecord
from theriac.domains.patients.rules.lists import ALLERGY
from theriac.domains.patients.rules.particulars import LANGUAGES, SEXES
from theriac.domains.patients.rules.reasons import WHY
from theriac.surfaces.backoffice.adverse_events.beside import adverse_events_beside
from theriac.surfaces.backoffice.counselling.beside import counselling_beside
from theriac.surfaces.backoffice.credit.beside import credit_beside
from theriac.surfaces.backoffice.interventions.beside import interventions_beside
from theriac.surfaces.backoffice.loyalty.beside import loyalty_beside
from theriac.surfaces.backoffice.patients.base import PatientScreen, PatientsScreen, age_on
from theriac.surfaces.backoffice.patients.documents import documents_beside
from theriac.surfaces.backoffice.patients.words import (
    consent_words,
    contact_words,
    health_words,
    number_kinds,
)
from theriac.surfaces.backoffice.prescriptions.beside import prescriptions_beside
from theriac.surfaces.backoffice.refills.beside import refills_beside
from theriac.surfaces.backoffice.services.beside import services_beside
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.waitlist.beside import waits_beside


class PatientDetail(PatientScreen):
    """The record. ``why`` in the address is one of a few codes."""

    permission = VIEW_PATIENTS
    title = _("Patient record")
    template_name = "backoffice/patients/record.html"
    revealed: dict[str, str] = {}

    def crumbs(self) -> list[Crumb]:
        return list(PatientsScreen.crumbs(self))

    def why(self) -> str:
        """Why it is opened; serving the patient unless the address says otherwise."""
        code = self.request.GET.get("why", "care")
        return code if code in WHY else "care"

    def context(self) -> dict[str, Any]:
        """The record in words, and what may be done with it."""
        record = open_patient(**self.named, why=self.why())
        reasons = list(WHY.items())
        return {
            **drawn_record(record, self.revealed),
            "reasons": reasons,
            **self._rights(),
            "holds": list_holds(**self.named) if self.may(ERASE_PATIENTS) else (),
            **documents_beside(self, self.why()),
            **waits_beside(self, self.patient_id),
            **credit_beside(self, self.patient_id),
            **loyalty_beside(self, self.patient_id),
            **prescriptions_beside(self, self.patient_id),
            **counselling_beside(self, self.patient_id),
            **interventions_beside(self, self.patient_id),
            **adverse_events_beside(self, self.patient_id),
            **services_beside(self, self.patient_id),
            **refills_beside(self, self.patient_id),
        }

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The record; a restricted one leads to where it may be opened with a reason."""
        if self.may(OPEN_RESTRICTED) and restriction_of(self.patient_id) is not None:
            return HttpResponseRedirect(
                reverse("backoffice:patient_restricted", args=[self.patient_id])
            )
        return super().get(request, **parts)

    def _rights(self) -> dict[str, bool]:
        return {
            "may_manage": self.may(MANAGE_PATIENTS),
            "may_merge": self.may(MERGE_PATIENTS),
            "may_erase": self.may(ERASE_PATIENTS),
            "may_clinical": self.may(VIEW_CLINICAL),
            "may_identity": self.may(VIEW_IDENTITY),
            "may_trail": self.may(VIEW_TRAIL),
        }


def drawn_record(
    record: PatientRecord, revealed: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """An opened record in words; ``revealed`` are numbers that are shown in full."""
    return {
        "record": record,
        "age": age_on(record.birth_date),
        "sex": SEXES.get(record.sex, "") if record.sex else "",
        "language": LANGUAGES.get(record.language, "") if record.language else "",
        "registered_by": names_of([record.registered_by]).get(record.registered_by, ""),
        "consents": [consent_words(one) for one in record.consents],
        "collectors": [one for one in record.collectors if one.ended_at is None],
        **_identity(record, revealed or {}),
        **_health(record),
    }


def _identity(record: PatientRecord, revealed: Mapping[str, str]) -> dict[str, Any]:
    identity = record.identity
    if identity is None:
        return {}
    kinds: dict[str, Text] = number_kinds()
    numbers = [
        (code, kinds.get(code, code), revealed.get(code, masked), code in revealed)
        for code, masked in identity.masked_ids.items()
    ]
    return {"contacts": contact_words(identity.contacts), "numbers": numbers}


def _health(record: PatientRecord) -> dict[str, Any]:
    if record.health is None:
        return {}
    facts = [health_words(one) for one in record.health]
    return {
        "allergies": [one for one in facts if one["fact"].kind == ALLERGY],
        "conditions": [one for one in facts if one["fact"].kind != ALLERGY],
    }


class RevealNumber(PatientDetail):
    """One number in full, on this answer alone."""

    permission = VIEW_IDENTITY
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Show it; who, when and why are on the record."""
        kind = request.POST.get("kind", "")
        why = request.POST.get("why", "")
        self.revealed = {kind: reveal_number(**self.named, kind=kind, why=why)}
        return self.draw()

    def address(self) -> str:
        return reverse("backoffice:patient_detail", args=[self.patient_id])
