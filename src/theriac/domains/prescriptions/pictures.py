"""Pictures and scans of a prescription: under the patient's key, opened with a reason.

They are files of the one service of files (ADR 16): by their content, without metadata, scanned.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.files.intake import Prepared
from theriac.core.files.models import StoredFile
from theriac.core.files.purposes import ContentKind, FileHolder, Purpose, purpose
from theriac.core.files.store import Belonging, remove, write
from theriac.core.ids import new_id
from theriac.core.query import query
from theriac.core.rights import require
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS, RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionUnknown
from theriac.domains.prescriptions.rules.facts import PrescriptionWritten
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


def receive_with_pictures(
    *,
    actor: Actor,
    branch_id: BranchId,
    facts: PrescriptionWritten,
    pictures: Sequence[Prepared],
    confirmed: Collection[str] = (),
) -> PrescriptionId:
    """Take a prescription in with its pictures (``files.intake.take``): both are kept, or neither.

    The files are written before the transaction, and removed where it is refused. Raises what
    ``receive_prescription`` does, and StoreUnreachable.
    """
    require(actor, RECEIVE_PRESCRIPTIONS, branch_id)
    get_patient(facts.patient_id)
    holder = FileHolder(RECORD, new_id(), person_id=facts.patient_id)
    belonging = Belonging(PICTURE, branch_id, holder)
    rows: list[StoredFile] = []
    try:
        rows.extend(write(one, actor=actor, to=belonging) for one in pictures)
        return receive_prescription(
            actor=actor, branch_id=branch_id, facts=facts, confirmed=confirmed, pictures=rows
        )
    except BaseException:
        remove([row.path for row in rows])
        raise
