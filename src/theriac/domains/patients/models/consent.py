"""Consents, given and withdrawn; and who may collect for whom."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity
from theriac.domains.patients.models.patient import Patient


class Consent(AppendOnlyModel):
    """One word of a patient about one purpose and channel; the latest counts."""

    patient = models.ForeignKey(Patient, on_delete=models.RESTRICT, related_name="consents")
    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=12)
    is_given = models.BooleanField()
    how = models.CharField(max_length=12)
    said_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    deciding = Deciding(
        "patient_id purpose channel is_given how said_at recorded_by",
        left_out="recorded_at",
    )

    class Meta:
        db_table = "patients_consent"


class Collector(PersonalEntity):
    """Somebody who may collect for a patient: another patient, or a person named here."""

    patient = models.ForeignKey(Patient, on_delete=models.RESTRICT, related_name="collectors")
    person = models.ForeignKey(Patient, null=True, on_delete=models.RESTRICT, related_name="+")
    content = EncryptedJSON(label="patient.collector", owner="patient_id")
    """Name and telephone of somebody who is no patient, and what they are to this one."""
    allowed_at = models.DateTimeField()
    allowed_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    deciding = Deciding(
        "patient_id person_id allowed_at allowed_by ended_at ended_by",
        hashed="content",
    )

    class Meta:
        db_table = "patients_collector"


class Collection(AppendOnlyModel):
    """What was collected for a patient by somebody who may: who handed it over, and when."""

    patient = models.ForeignKey(Patient, on_delete=models.RESTRICT, related_name="collections")
    collector = models.ForeignKey(Collector, on_delete=models.RESTRICT, related_name="+")
    collected_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    branch_id = models.UUIDField(null=True)

    deciding = Deciding("patient_id collector_id collected_at recorded_by branch_id")

    class Meta:
        db_table = "patients_collection"
