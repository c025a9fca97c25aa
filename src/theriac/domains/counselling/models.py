"""A counselling: what somebody was told of a patient's medicines, or that it was refused."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedOrEmpty
from theriac.core.privacy.rows import PersonalEntity


class Counselling(PersonalEntity):
    """``topics`` are codes apart by spaces; none where ``refused_why`` says why it was refused.

    ``prescription_id`` and ``round`` say at which hand-over, where it was at one; ``hand_over_key``
    is unique while it stands. ``by`` is who counselled.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField()
    prescription_id = models.UUIDField(null=True)
    round = models.PositiveSmallIntegerField(null=True)
    hand_over_key = models.CharField(max_length=45, null=True, unique=True)
    to_whom = models.CharField(max_length=9)
    topics = models.CharField(max_length=120, default="", blank=True)
    refused_why = models.CharField(max_length=10, default="", blank=True)
    is_leaflet_given = models.BooleanField(default=False)
    is_understood = models.BooleanField(default=False)
    note = EncryptedOrEmpty(label="counselling.note", owner="patient_id", default="")
    at = models.DateTimeField()
    by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_why = models.CharField(max_length=10, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id patient_id prescription_id round to_whom topics refused_why "
            "is_leaflet_given is_understood by withdrawn_at withdrawn_by withdrawn_why"
        ),
        left_out="hand_over_key note at version",
    )

    class Meta:
        db_table = "counselling_counselling"
        indexes = [
            models.Index(fields=["branch", "at"], name="counselling_of_branch"),
            models.Index(fields=["patient_id", "at"], name="counselling_of_patient"),
            models.Index(fields=["prescription_id"], name="counselling_of_rx"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(topics="") & Q(refused_why="")
                | Q(topics="", is_understood=False) & ~Q(refused_why=""),
                name="counselled_or_refused",
            ),
            models.CheckConstraint(
                condition=Q(prescription_id=None, round=None, hand_over_key=None)
                | Q(prescription_id__isnull=False, round__isnull=False),
                name="counselling_at_hand_over",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, hand_over_key=None)
                & ~Q(withdrawn_why=""),
                name="counselling_stands",
            ),
        ]

    @property
    def codes(self) -> Sequence[str]:
        """The topics, one by one."""
        return self.topics.split()

    @property
    def state(self) -> str:
        """counselled, refused or withdrawn."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "refused" if self.refused_why else "counselled"

    @property
    def code(self) -> str:
        """What it is called where nobody may be named: C and six signs."""
        return f"C{self.id.hex[-6:].upper()}"
