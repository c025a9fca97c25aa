"""Who was shown by a search: a row for each, so that a person's own are found by an index."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.domains.patients.models.patient import Patient


class PatientFinding(AppendOnlyModel):
    """A patient was shown by a search or comparison; the sealed record of it names the same."""

    patient = models.ForeignKey(Patient, on_delete=models.RESTRICT, related_name="+")
    found_at = models.DateTimeField()
    actor_id = models.UUIDField()
    branch_id = models.UUIDField(null=True)
    terminal_id = models.UUIDField(null=True)
    command = models.CharField(max_length=80)

    class Meta:
        db_table = "patients_finding"
        indexes = [models.Index(fields=["patient", "found_at"], name="patient_finding_when")]
