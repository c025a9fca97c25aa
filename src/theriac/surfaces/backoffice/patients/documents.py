"""A patient's documents: scans of prescriptions and cards, encrypted under the patient's key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.files.purposes import Purpose
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.patients.files import PURPOSES, list_documents
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient
from theriac.surfaces.backoffice.files.entry import AddFile, FileForm
from theriac.surfaces.backoffice.files.words import document_words
from theriac.surfaces.backoffice.patients.base import PatientScreen


class AddDocument(PatientScreen, AddFile):
    """Hand in a scan or photo."""

    permission = VIEW_PATIENTS
    title = gettext_lazy("Add a document")
    form_class = FileForm
    lead = gettext_lazy(
        "It is encrypted with the patient’s own key. Its file name isn’t stored, and each "
        "download is logged."
    )
    done = gettext_lazy("Document saved.")

    def purposes(self) -> Sequence[Purpose]:
        """What the role may hand in about a patient."""
        return [one for one in PURPOSES if one.add is not None and self.may(one.add)]

    def record_id(self) -> UUID:
        return self.patient_id

    def context(self) -> dict[str, Any]:
        """Nothing more; a patient who isn't there is said at once."""
        get_patient(self.patient_id)
        return super().context()

    def after(self, file_id: UUID) -> str:
        """Back to the record."""
        return self.address()


def documents_beside(screen: PatientScreen, why: str) -> dict[str, Any]:
    """What the record shows of its documents: those that the reader may open."""
    rows = list_documents(**screen.named)
    people = names_of(row.created_by for row in rows)
    may_add = any(one.add is not None and screen.may(one.add) for one in PURPOSES)
    return {
        "documents": document_words(screen.actor, rows, people, why),
        "documents_none": _("No documents yet. Prescriptions, cards and letters appear here."),
        "document_new": reverse("backoffice:patient_document", args=[screen.patient_id])
        if may_add
        else "",
        "sees_documents": may_add or bool(rows),
    }
