"""The floor, commitments, what became of each part, and the one sum that all of them lock."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class CapitalFloor(AppendOnlyModel):
    """From ``set_at`` on no commitment takes what is available under ``amount`` minor units.

    The newest counts.
    """

    amount = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    deciding = Deciding("amount set_at set_by", left_out="reason")

    class Meta:
        db_table = "capital_floor"
        indexes = [models.Index(fields=["set_at"], name="capital_floor_set")]


class CapitalStand(Entity):
    """The one row that whoever commits, releases or spends locks first.

    ``open`` is the sum of what is left of every commitment, minor units.
    """

    open = models.PositiveBigIntegerField(default=0)

    deciding = Deciding("open")

    class Meta:
        db_table = "capital_stand"


class Commitment(Entity):
    """Money that a document commits: ``amount`` minor units, of which ``remaining`` is still open.

    ``remaining`` never is below zero nor above the amount; each change of it is a
    ``CommitmentMove``.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    document_number = models.CharField(max_length=40)
    amount = models.PositiveBigIntegerField()
    remaining = models.PositiveBigIntegerField()

    deciding = Deciding(
        "branch_id document_kind document_id amount remaining", left_out="document_number"
    )

    class Meta:
        db_table = "capital_commitment"
        constraints = [
            models.UniqueConstraint(
                fields=["document_kind", "document_id"], name="commitment_of_document_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1, remaining__lte=F("amount")),
                name="commitment_left_within",
            ),
        ]


class CommitmentMove(AppendOnlyModel):
    """What became of so much of a commitment, by which document; ``amount`` is minor units.

    ``put_back`` answers what the same document spent, once that is reversed. One document does
    each of them once to a commitment.
    """

    class Kind(models.TextChoices):
        COMMITTED = "committed"
        RELEASED = "released"
        SPENT = "spent"
        PUT_BACK = "put_back"

    commitment = models.ForeignKey(Commitment, on_delete=models.RESTRICT, related_name="moves")
    move_kind = models.CharField(max_length=9)
    amount = models.PositiveBigIntegerField()
    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    document_number = models.CharField(max_length=40, default="")
    reason = models.CharField(max_length=120, default="")
    moved_on = models.DateField()
    recorded_at = models.DateTimeField()
    person_id = models.UUIDField()

    class Meta:
        db_table = "capital_commitment_move"
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "move_kind", "document_id"], name="commitment_moved_once"
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="commitment_move_positive"),
        ]
        indexes = [
            models.Index(fields=["moved_on"], name="commitment_move_of_day"),
            models.Index(fields=["document_id"], name="commitment_move_of_document"),
            models.Index(fields=["recorded_at"], name="commitment_move_recorded"),
        ]
