"""Erasing a patient: their key is destroyed, the books stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.files.commands import release_persons_files
from theriac.core.formatting import format_date
from theriac.core.privacy.keys import destroy_keys, destroyed_owners
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.events import PatientErased
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import (
    Collector,
    Erasure,
    HealthFact,
    Patient,
    SearchToken,
)
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.patients.problems import PatientHeld
from theriac.domains.patients.queries.erasures import PatientErasureProof
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.patients.queries.holds import held_until, holds_of
from theriac.domains.patients.rules.particulars import Particulars
from theriac.domains.patients.rules.reasons import checked_why


@command(
    name="patients.erase_patient",
    done=gettext_lazy("Erased the patient"),
    permission=ERASE_PATIENTS,
)
def erase_patient(
    *, actor: Actor, branch_id: BranchId | None, patient_id: PatientId, why: str = "request"
) -> Sequence[PatientErasureProof]:
    """Empty a record and all that were merged into it, destroy their keys, and keep the proof.

    The key goes before the transaction ends: should that fail, the next start finishes what was
    begun, since what has no key can't be read. Consents stay, under an id that means nobody any
    more. Raises PatientUnknown, PatientGone, ParticularsRefused, PatientHeld.
    """
    reason = checked_why(why)
    get_patient(patient_id, lock=True, even_restricted=True)
    ids = ids_of(patient_id)
    _require_unheld(ids)
    moment = clock.now()
    _empty(ids, moment)
    destroy_keys(ids)
    fingerprints = destroyed_owners()
    unit = current_unit()
    proofs = []
    for one in ids:
        proof = PatientErasureProof(one, moment, actor.id, fingerprints[one])
        proofs.append(proof)
        Erasure.objects.create(
            patient_id=one,
            erased_at=moment,
            erased_by=actor.id,
            fingerprint=proof.fingerprint,
        )
        unit.record("patients.patient", one, reason=reason, facts={"key": proof.fingerprint})
        unit.announce(PatientErased(subject=str(one), data={"patient_id": str(one)}))
    return proofs


def _require_unheld(ids: Sequence[UUID]) -> None:
    """Raise PatientHeld while the law keeps records of this person, or a matter is open."""
    holds = holds_of(ids)
    by_law = [hold for hold in holds if not hold.is_open]
    until = held_until(by_law)
    if until is None and holds:
        raise PatientHeld(
            _("%(matter)s: %(how)s. If you request erasure now, it waits until then.")
            % {"matter": holds[0].title, "how": holds[0].source},
            until=holds[0].until.isoformat(),
        )
    if until is not None:
        raise PatientHeld(
            _(
                "The law requires this patient’s record until %(day)s. If you request erasure "
                "now, it waits until then."
            )
            % {"day": format_date(until, get_language() or "en")},
            until=until.isoformat(),
        )


def _empty(ids: Sequence[UUID], moment: datetime) -> None:
    """Overwrite what the rows hold, so that the database itself has nothing left to open."""
    SearchToken.objects.filter(patient_id__in=ids).delete()
    release_persons_files(ids)
    for fact in HealthFact.objects.filter(patient_id__in=ids).order_by("id"):
        fact.content = {}
        fact.save(update_fields=["content"])
    for collector in Collector.objects.filter(patient_id__in=ids).order_by("id"):
        collector.content = {}
        collector.save(update_fields=["content"])
    nothing = Particulars(names="").as_columns()
    for patient in Patient.objects.select_for_update().filter(id__in=ids).order_by("id"):
        for name, value in nothing.items():
            setattr(patient, name, value)
        patient.notes = ""
        patient.twin = None
        patient.household = None
        patient.erased_at = moment
        patient.erase_on = None
        patient.save()
