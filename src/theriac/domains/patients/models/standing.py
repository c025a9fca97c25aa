"""What became of records: merges with their undoing, and erasures."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.patients.models.patient import Patient


class Merge(Entity):
    """A record that was found to be the same person as another; undone, both stand as before."""

    kept = models.ForeignKey(Patient, on_delete=models.RESTRICT, related_name="+")
    merged = models.ForeignKey(Patient, on_delete=models.RESTRICT, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    deciding = Deciding("kept_id merged_id merged_at merged_by undone_at undone_by")

    class Meta:
        db_table = "patients_merge"


class Erasure(AppendOnlyModel):
    """That a person was erased: the proof that stays, without a word about them.

    ``fingerprint`` is the SHA-256 of the wrapped key that was destroyed.
    """

    patient = models.ForeignKey(Patient, on_delete=models.RESTRICT, related_name="+")
    erased_at = models.DateTimeField()
    erased_by = models.UUIDField()
    fingerprint = models.CharField(max_length=64)

    deciding = Deciding("patient_id erased_at erased_by fingerprint")

    class Meta:
        db_table = "patients_erasure"
