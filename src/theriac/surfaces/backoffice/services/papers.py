"""A patient's measurements and vaccinations, and the vaccination card. Each look is logged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date, branch_zone
from theriac.domains.patients.ids import PatientId
from theriac.domains.prescriptions.papers.sources import paper_head
from theriac.domains.services.commands.open import OpenedHistory, open_service_history
from theriac.domains.services.paper import GivenDose, ServicePaper, card_pdf
from theriac.domains.services.permissions import OPEN_SERVICES
from theriac.domains.services.rules.codes import VACCINATION
from theriac.domains.stock.queries.batches.allocations import batch_labels
from theriac.surfaces.backoffice.services.offers import AmongServices
from theriac.surfaces.backoffice.services.words import day_of, done_rows
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer
from theriac.surfaces.backoffice.shell.screens import Crumb


class _OfPatient(AmongServices):
    """A screen of what was done for the patient whom the address names."""

    @cached_property
    def opened(self) -> OpenedHistory:
        """Whose, and the records that hold. Raises PatientUnknown, PatientGone."""
        return open_service_history(
            actor=self.actor,
            branch_id=self.branch,
            patient_id=PatientId(self.kwargs["patient_id"]),
        )


class ServiceHistory(_OfPatient):
    """Every value and dose, the newest first."""

    permission = OPEN_SERVICES
    title = _("Measurements and vaccinations")
    template_name = "backoffice/services/history.html"

    def crumbs(self) -> Sequence[Crumb]:
        patient = self.opened.patient
        at = reverse("backoffice:patient_detail", args=[self.kwargs["patient_id"]])
        return [Crumb(patient.names, at)]

    def context(self) -> dict[str, Any]:
        patient, rows = self.opened.patient, self.opened.records
        people = names_of({one.by for one in rows})
        names = product_names({one.product_id for one in rows if one.product_id})
        language = get_language() or "en"
        told: list[tuple[Any, Any, Text, Text, bool]] = [
            (
                one,
                done_rows(one.content, language),
                names.get(one.product_id, "") if one.product_id else "",
                people.get(one.by, ""),
                one.branch_id == self.branch_id,
            )
            for one in rows
        ]
        has_doses = any(one.kind == VACCINATION for one in rows)
        return {"patient": patient, "done": told, "has_doses": has_doses}


class VaccinationCardPdf(_OfPatient):
    """Every dose that was given here, by day; each print is a logged look."""

    permission = OPEN_SERVICES
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it."""
        patient, rows = self.opened.patient, self.opened.records
        head = paper_head(self.branch)
        given = [one for one in reversed(rows) if one.kind == VACCINATION]
        labels = batch_labels({one.batch_id for one in given if one.batch_id})
        names = product_names({one.product_id for one in given if one.product_id})
        zone = branch_zone(self.branch)
        doses = [
            GivenDose(
                on=one.at.astimezone(zone).date(),
                vaccine=names.get(one.product_id, "") if one.product_id else "",
                batch=labels[one.batch_id].number if one.batch_id in labels else "",
                expires_on=labels[one.batch_id].expires_on if one.batch_id in labels else None,
                dose=one.content["dose"],
                site=one.content["site"],
                route=one.content["route"],
                next_due_on=day_of(one.content),
            )
            for one in given
        ]
        paper = ServicePaper(
            shop=head.shop,
            place=head.place,
            patient=patient.names,
            birth_date=patient.birth_date,
            on=branch_date(self.branch),
        )
        return pdf_answer(card_pdf(paper, doses), "vaccination-card")
