"""Letting go of whom a backup still knows, though their key was destroyed since."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.files.commands import release_persons_files
from theriac.core.privacy.keys import destroyed_owners
from theriac.domains.patients.models import Erasure, Patient, SearchToken


@command(
    name="patients.forget_patients", done=_("Finished erasures after a restore"), system_only=True
)
def forget_patients(*, actor: Actor, patient_ids: Sequence[UUID]) -> None:
    """Their hashes go and the erasure is on record again; their ciphertext has no key any more."""
    moment = clock.now()
    fingerprints = destroyed_owners()
    SearchToken.objects.filter(patient_id__in=patient_ids).delete()
    release_persons_files(patient_ids)
    Patient.objects.filter(id__in=patient_ids).update(
        erased_at=moment, twin=None, household=None, merged_into=None
    )
    for patient_id in patient_ids:
        Erasure.objects.create(
            patient_id=patient_id,
            erased_at=moment,
            erased_by=actor.id,
            fingerprint=fingerprints.get(patient_id, ""),
        )
        current_unit().record("patients.patient", patient_id, reason="restored", facts={})
