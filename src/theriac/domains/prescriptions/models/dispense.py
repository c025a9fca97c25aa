"""What was dispensed of a line, and why a line wasn't, or was with something else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedOrEmpty
from theriac.core.privacy.rows import PersonalEntity
from theriac.domains.prescriptions.models.prescription import PrescriptionLine


class Dispense(Entity):
    """``quantity`` base units of a product that were dispensed of a line, in a round.

    Never deleted: one that was wrong is reversed, with who, when and why, and counts no more.
    ``sale_id`` is the sale that it went with, where it did.
    """

    line = models.ForeignKey(PrescriptionLine, on_delete=models.RESTRICT, related_name="dispenses")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product_id = models.UUIDField()
    quantity = models.PositiveBigIntegerField()
    round = models.PositiveSmallIntegerField()
    sale_id = models.UUIDField(null=True)
    dispensed_at = models.DateTimeField()
    dispensed_by = models.UUIDField()
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.UUIDField(null=True)
    reversed_why = models.CharField(max_length=24, default="", blank=True)

    deciding = Deciding(
        (
            "line_id branch_id product_id quantity round sale_id dispensed_by reversed_by "
            "reversed_at reversed_why"
        ),
        left_out="dispensed_at",
    )

    class Meta:
        db_table = "prescriptions_dispense"
        indexes = [models.Index(fields=["sale_id"], name="dispense_of_sale")]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="dispense_something"),
            models.CheckConstraint(
                condition=Q(reversed_at=None, reversed_by=None, reversed_why="")
                | Q(reversed_at__isnull=False, reversed_by__isnull=False) & ~Q(reversed_why=""),
                name="dispense_stands_or_reversed",
            ),
        ]


class LineOutcome(PersonalEntity):
    """That a line wasn't dispensed in a round, or that another product stands for it; and why."""

    class Kind(models.TextChoices):
        NOT_DISPENSED = "not_dispensed"
        SUBSTITUTED = "substituted"

    line = models.ForeignKey(PrescriptionLine, on_delete=models.RESTRICT, related_name="outcomes")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField()
    kind = models.CharField(max_length=13)
    round = models.PositiveSmallIntegerField()
    reason_code = models.CharField(max_length=24)
    product_id = models.UUIDField(null=True)
    """What is given instead."""
    note = EncryptedOrEmpty(label="prescription.outcome", owner="patient_id", default="")
    at = models.DateTimeField()
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    """When it was taken back; it counts no more then."""
    standing_key = models.CharField(max_length=60, null=True, unique=True)
    """Unique while it stands: one of a kind for a line in a round."""

    deciding = Deciding(
        "line_id branch_id kind round reason_code product_id by ended_at",
        left_out="patient_id note at standing_key",
    )

    class Meta:
        db_table = "prescriptions_outcome"
        indexes = [models.Index(fields=["branch", "at"], name="outcome_of_branch")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="substituted", product_id__isnull=False)
                | Q(kind="not_dispensed", product_id=None),
                name="outcome_names_product",
            ),
            models.CheckConstraint(condition=~Q(reason_code=""), name="outcome_has_reason"),
        ]
