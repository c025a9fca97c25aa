"""Pictures and scans of a prescription: under the patient's key, opened with a reason.

They are files of the one service of files (ADR 16): by their content, without metadata, scanned.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.files.models import StoredFile
from theriac.core.files.purposes import ContentKind, FileHolder, Purpose, purpose
from theriac.core.query import query
from theriac.core.rights import require
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS, RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionUnknown
from theriac.domains.prescriptions.safety import kept_patient
from theriac.domains.prescriptions.standing import RECORD


def _prescription(actor: Actor, record_id: UUID) -> FileHolder:
    found = _found(record_id)
    require(actor, RECEIVE_PRESCRIPTIONS, found.branch_id)
    return FileHolder(RECORD, found.id, person_id=found.patient_id)


def _guard(actor: Actor, record_id: UUID) -> None:
    """Raise NotPermitted for a reader of another branch, PatientRestricted, PatientGone."""
    found = _found(record_id)
    require(actor, OPEN_PRESCRIPTIONS, found.branch_id)
    get_patient(kept_patient(found))


def _found(record_id: UUID) -> Prescription:
    found: Prescription | None = Prescription.objects.filter(id=record_id).first()
    if found is None:
        raise PrescriptionUnknown(_("This prescription doesn’t exist. Open it from the board."))
    return found


PICTURE = purpose(
    Purpose(
        "prescriptions.picture",
        gettext_lazy("Picture of a prescription"),
        frozenset({ContentKind.PDF, ContentKind.IMAGE}),
        read=OPEN_PRESCRIPTIONS,
        add=RECEIVE_PRESCRIPTIONS,
        is_about_person=True,
        holder=_prescription,
        guard=_guard,
    )
)


@query(permission=OPEN_PRESCRIPTIONS)
def pictures_of(*, actor: Actor, branch_id: UUID, prescription_id: UUID) -> Sequence[StoredFile]:
    """The pictures of the branch's prescription, the newest first."""
    if not Prescription.objects.filter(id=prescription_id, branch_id=branch_id).exists():
        raise PrescriptionUnknown(_("This prescription doesn’t exist at this branch."))
    rows = StoredFile.objects.filter(purpose=PICTURE.code, record_id=prescription_id)
    return list(rows.order_by("-created_at", "-id"))
