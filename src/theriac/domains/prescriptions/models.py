"""A prescription, its lines as written and as matched, its steps, and what was dispensed of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON, EncryptedOrEmpty
from theriac.core.privacy.rows import PersonalEntity
from theriac.domains.prescriptions.ids import code_of


class Prescription(PersonalEntity):
    """What a prescriber wrote for a patient on a day, as a branch works on it.

    ``content`` holds the number on the paper, the prescriber's name as it was at intake, and a
    note, under the patient's key. ``valid_until``: the last day on which it is dispensed, never
    after ``ends_on``, the last day that the prescriber wrote, where they wrote one. A
    ``round`` is the first dispensing or a repeat. ``paused_from`` is where it goes on from.
    ``needs_second``: a line is high-risk, so whoever prepared doesn't verify.
    """

    class State(models.TextChoices):
        RECEIVED = "received"
        REVIEWING = "reviewing"
        QUERIED = "queried"
        APPROVED = "approved"
        PREPARING = "preparing"
        VERIFIED = "verified"
        READY = "ready"
        PAUSED = "paused"
        HANDED_OVER = "handed_over"
        CLOSED = "closed"
        REFUSED = "refused"
        CANCELLED = "cancelled"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField()
    prescriber_id = models.UUIDField()
    content = EncryptedJSON(label="prescription.content", owner="patient_id", default=dict)
    written_on = models.DateField()
    ends_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    state = models.CharField(max_length=11, default=State.RECEIVED)
    state_since = models.DateTimeField()
    paused_from = models.CharField(max_length=11, default="", blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    received_at = models.DateTimeField()
    received_by = models.UUIDField()
    approved_by = models.UUIDField(null=True)
    prepared_by = models.UUIDField(null=True)
    verified_by = models.UUIDField(null=True)
    needs_second = models.BooleanField(default=False)
    is_copy = models.BooleanField(default=False)
    """Another pharmacy's copy came, and no original; ``content`` says whose."""
    version = models.PositiveIntegerField(default=1)

    seen: Mapping[str, Any] | None = None
    """What the row held when a command locked it."""

    deciding = Deciding(
        (
            "branch_id patient_id prescriber_id written_on ends_on valid_until state paused_from "
            "round received_by approved_by prepared_by verified_by needs_second is_copy"
        ),
        left_out="content state_since received_at version",
    )

    class Meta:
        db_table = "prescriptions_prescription"
        indexes = [
            models.Index(fields=["branch", "state", "state_since"], name="prescription_board"),
            models.Index(fields=["branch", "received_at"], name="prescription_of_branch"),
            models.Index(fields=["patient_id", "written_on"], name="prescription_of_patient"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(needs_second=False)
                | Q(verified_by=None)
                | Q(prepared_by__isnull=False) & ~Q(verified_by=F("prepared_by")),
                name="prescription_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="paused") & ~Q(paused_from="")
                | ~Q(state="paused") & Q(paused_from=""),
                name="prescription_paused_from",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "ready"]) | Q(verified_by__isnull=False),
                name="prescription_verified",
            ),
        ]

    @property
    def code(self) -> str:
        """What a prescription is called where nobody may be named: R and six signs."""
        return code_of(self.id)


class PrescriptionLine(PersonalEntity):
    """A medicine on a prescription: as written (``content``), and as matched.

    Matched is a product, or a generic of which any product may be given. ``quantity`` base units
    are authorised for the first time and for each of the ``repeats``; ``dispensed`` is the sum of
    the dispenses that stand and of what another pharmacy gave (``given_elsewhere``). ``content``:
    the medicine as ``written``, how it is taken, a note.
    """

    prescription = models.ForeignKey(Prescription, on_delete=models.RESTRICT, related_name="lines")
    patient_id = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    content = EncryptedJSON(label="prescription.line", owner="patient_id", default=dict)
    product_id = models.UUIDField(null=True)
    generic_id = models.UUIDField(null=True)
    quantity = models.PositiveBigIntegerField()
    repeats = models.PositiveSmallIntegerField(default=0)
    may_substitute = models.BooleanField(default=True)
    dispensed = models.PositiveBigIntegerField(default=0)
    given_elsewhere = models.PositiveBigIntegerField(default=0)

    deciding = Deciding(
        (
            "prescription_id patient_id product_id generic_id quantity repeats may_substitute "
            "dispensed given_elsewhere"
        ),
        left_out="position content",
    )

    @property
    def is_owed(self) -> bool:
        """Whether a time was begun here and isn't complete."""
        return self.dispensed > self.given_elsewhere and self.dispensed % self.quantity > 0

    class Meta:
        db_table = "prescriptions_line"
        constraints = [
            models.UniqueConstraint(
                fields=["prescription", "position"], name="prescription_line_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="prescription_line_quantity"),
            models.CheckConstraint(
                condition=Q(dispensed__lte=F("quantity") * (F("repeats") + 1)),
                name="prescription_line_authorised",
            ),
            models.CheckConstraint(
                condition=Q(given_elsewhere__lte=F("dispensed")),
                name="prescription_line_elsewhere",
            ),
        ]


class PrescriptionStep(PersonalEntity):
    """That a prescription went from a state to another: when, by whom, why; never changed."""

    prescription = models.ForeignKey(Prescription, on_delete=models.RESTRICT, related_name="steps")
    patient_id = models.UUIDField()
    from_state = models.CharField(max_length=11, default="", blank=True)
    to_state = models.CharField(max_length=11)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()
    reason_code = models.CharField(max_length=24, default="", blank=True)
    note = EncryptedOrEmpty(label="prescription.step", owner="patient_id", default="")

    deciding = Deciding(
        "prescription_id from_state to_state round by reason_code",
        left_out="patient_id at note",
    )

    class Meta:
        db_table = "prescriptions_step"
        indexes = [
            models.Index(fields=["prescription", "at"], name="prescription_step_of"),
            models.Index(fields=["to_state", "at"], name="prescription_step_to"),
        ]


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
