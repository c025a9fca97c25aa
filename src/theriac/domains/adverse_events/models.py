"""A report of an adverse event, the medicines that it names, and a branch's own period."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity


class AdverseEventReport(PersonalEntity):
    """``content`` is all that was told, ``assessment`` how its cause was judged.

    Both lie under the key of ``key_of``: the patient's, without a patient the pharmacy's.
    ``seriousness`` are codes apart by spaces, none of a reaction that wasn't serious. A follow-up
    names the first version by ``first_id``, numbered from 1.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField(null=True)
    key_of = models.UUIDField()
    first_id = models.UUIDField(null=True)
    follow_up = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=9, default="draft")
    seriousness = models.CharField(max_length=60, default="", blank=True)
    learned_on = models.DateField()
    content = EncryptedJSON(label="adverse_event.content", owner="key_of", default=dict)
    assessment = EncryptedJSON(label="adverse_event.assessment", owner="key_of", default=dict)
    at = models.DateTimeField()
    by = models.UUIDField()
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    sent_by = models.UUIDField(null=True)
    authority = models.CharField(max_length=12, default="", blank=True)
    way = models.CharField(max_length=8, default="", blank=True)
    reference = models.CharField(max_length=60, default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_why = models.CharField(max_length=12, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id patient_id first_id follow_up state seriousness learned_on by sent_on "
            "sent_by authority way withdrawn_at withdrawn_by withdrawn_why"
        ),
        left_out="key_of content assessment at sent_at reference version",
    )

    class Meta:
        db_table = "adverse_events_report"
        indexes = [
            models.Index(fields=["branch", "at"], name="adverse_event_of_branch"),
            models.Index(fields=["patient_id", "at"], name="adverse_event_of_patient"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["first_id", "follow_up"], name="adverse_event_version"),
            models.CheckConstraint(
                condition=Q(first_id=None, follow_up=0)
                | Q(first_id__isnull=False, follow_up__gt=0),
                name="adverse_event_follows",
            ),
            models.CheckConstraint(
                condition=Q(patient_id=None) | Q(key_of=F("patient_id")),
                name="adverse_event_key",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_on=None, sent_by=None, authority="", way="")
                & ~Q(state="sent")
                | Q(sent_at__isnull=False, sent_on__isnull=False, sent_by__isnull=False)
                & ~Q(authority="")
                & ~Q(way="")
                & ~Q(state="draft"),
                name="adverse_event_sent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                & ~Q(state="withdrawn")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, state="withdrawn")
                & ~Q(withdrawn_why=""),
                name="adverse_event_stands",
            ),
        ]

    @property
    def codes(self) -> Sequence[str]:
        """The criteria of seriousness, one by one."""
        return self.seriousness.split()

    @property
    def code(self) -> str:
        """What it is called where nobody may be named: A and six signs of the first version."""
        head = f"A{(self.first_id or self.id).hex[-6:].upper()}"
        return f"{head}-{self.follow_up}" if self.follow_up else head


class MedicineNamed(Entity):
    """A product, and the batch where that is known, that a report names in a ``role``."""

    report = models.ForeignKey(
        AdverseEventReport, on_delete=models.CASCADE, related_name="medicines"
    )
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=11)
    product_id = models.UUIDField()
    batch_id = models.UUIDField(null=True)

    class Meta:
        db_table = "adverse_events_medicine"
        indexes = [
            models.Index(fields=["product_id"], name="adverse_event_of_product"),
            models.Index(fields=["batch_id"], name="adverse_event_of_batch"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="adverse_event_medicine")
        ]


class ReportingPeriod(Entity):
    """A branch's own days from learning of a serious reaction to its report; None: no period."""

    branch = models.OneToOneField(
        "organisation.Branch", on_delete=models.RESTRICT, related_name="+"
    )
    serious_days = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "adverse_events_period"
