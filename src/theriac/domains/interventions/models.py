"""An intervention: what was found, what was done about it, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedJSON, EncryptedOrEmpty
from theriac.core.privacy.rows import PersonalEntity


class Intervention(PersonalEntity):
    """Coded problem, cause, action and outcome; ``content`` are its texts.

    They lie under the key of ``key_of``: the patient's, without a patient the pharmacy's.
    ``outcome`` is "" until it is known, ``answer`` what was said to it.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField(null=True)
    prescription_id = models.UUIDField(null=True)
    line_id = models.UUIDField(null=True)
    prescriber_id = models.UUIDField(null=True)
    problem = models.CharField(max_length=12)
    cause = models.CharField(max_length=16)
    action = models.CharField(max_length=10)
    key_of = models.UUIDField()
    content = EncryptedJSON(label="intervention.content", owner="key_of", default=dict)
    answer = EncryptedOrEmpty(label="intervention.answer", owner="key_of", default="")
    at = models.DateTimeField()
    by = models.UUIDField()
    outcome = models.CharField(max_length=12, default="", blank=True)
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id patient_id prescription_id line_id prescriber_id problem cause action by "
            "outcome outcome_at outcome_by"
        ),
        left_out="key_of content answer at version",
    )

    class Meta:
        db_table = "interventions_intervention"
        indexes = [
            models.Index(fields=["branch", "at"], name="intervention_of_branch"),
            models.Index(fields=["patient_id", "at"], name="intervention_of_patient"),
            models.Index(fields=["prescription_id"], name="intervention_of_rx"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at=None, outcome_by=None)
                | Q(outcome_at__isnull=False, outcome_by__isnull=False) & ~Q(outcome=""),
                name="intervention_outcome",
            ),
            models.CheckConstraint(
                condition=Q(line_id=None) | Q(prescription_id__isnull=False),
                name="intervention_line",
            ),
            models.CheckConstraint(
                condition=Q(patient_id=None) | Q(key_of=F("patient_id")),
                name="intervention_key",
            ),
            models.CheckConstraint(
                condition=Q(prescription_id=None) | Q(patient_id__isnull=False),
                name="intervention_patient",
            ),
        ]

    @property
    def code(self) -> str:
        """What it is called where nobody may be named: I and six signs."""
        return f"I{self.id.hex[-6:].upper()}"
