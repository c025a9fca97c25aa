"""What must be known of a patient's health: allergies and conditions."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity
from theriac.domains.patients.models.patient import Patient


class HealthFact(PersonalEntity):
    """An allergy or a condition; which of the two is encrypted like the rest.

    It is never changed: what no longer holds is ended, with who, when and why.
    """

    patient = models.ForeignKey(Patient, on_delete=models.RESTRICT, related_name="health_facts")
    content = EncryptedJSON(label="patient.health", owner="patient_id")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_why = models.CharField(max_length=12, default="")

    deciding = Deciding(
        "patient_id recorded_by ended_at ended_by",
        hashed="content",
        left_out="recorded_at ended_why",
    )

    class Meta:
        db_table = "patients_health_fact"
