"""The programme, its members, and what happened to their points."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity


class LoyaltyProgram(Entity):
    """The pharmacy's one programme, off until it is set; amounts are minor units."""

    is_on = models.BooleanField(default=False)
    earn_amount = models.BigIntegerField(default=0)
    earn_points = models.PositiveIntegerField(default=1)
    point_value = models.BigIntegerField(default=0)
    least_spend = models.PositiveIntegerField(default=0)
    expiry_months = models.PositiveSmallIntegerField(default=0)
    excluded = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "is_on earn_amount earn_points point_value least_spend expiry_months excluded",
        left_out="version",
    )

    class Meta:
        db_table = "loyalty_program"
        constraints = [
            models.CheckConstraint(
                condition=Q(earn_amount__gte=0, point_value__gte=0), name="loyalty_program_fits"
            )
        ]


class LoyaltyMember(PersonalEntity):
    """Somebody who collects points: a patient's record, or a card with what ``holder`` tells.

    ``points`` is the sum of the entries; below zero more was taken back than was left.
    ``phone_token`` is a keyed hash by which a card is found. ``open_key`` is the patient while the
    membership isn't closed: nobody has two.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        BLOCKED = "blocked"
        CLOSED = "closed"

    number = models.CharField(max_length=16, unique=True)
    patient_id = models.UUIDField(null=True)
    open_key = models.UUIDField(null=True, unique=True)
    holder = EncryptedJSON(label="loyalty.holder", owner="id", default=dict)
    phone_token = models.BigIntegerField(null=True)
    hash_generation = models.PositiveIntegerField(default=0)
    points = models.BigIntegerField(default=0)
    state = models.CharField(max_length=7, default=State.ACTIVE)
    state_reason = models.CharField(max_length=120, default="", blank=True)
    joined_at = models.DateTimeField()
    joined_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "number patient_id state joined_by",
        left_out=(
            "open_key holder phone_token hash_generation points state_reason joined_at version"
        ),
    )

    class Meta:
        db_table = "loyalty_member"
        indexes = [
            models.Index(fields=["state", "points"], name="loyalty_member_points"),
            models.Index(fields=["patient_id"], name="loyalty_member_of_patient"),
            models.Index(fields=["phone_token"], name="loyalty_member_by_phone"),
        ]


class LoyaltySale(AppendOnlyModel):
    """What a sale was worth to its member; its id is the sale's.

    ``eligible`` minor units of its goods count; ``excluded`` are the ids of the lines that don't.
    ``spent_amount`` minor units were paid with ``spent`` points.
    """

    member = models.ForeignKey(LoyaltyMember, on_delete=models.RESTRICT, related_name="sales")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40)
    eligible = models.BigIntegerField()
    excluded = models.JSONField(default=list)
    earned = models.BigIntegerField()
    spent = models.BigIntegerField()
    spent_amount = models.BigIntegerField()
    business_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "loyalty_sale"
        indexes = [
            models.Index(fields=["recorded_at"], name="loyalty_sale_recorded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(eligible__gte=0, earned__gte=0, spent__gte=0, spent_amount__gte=0),
                name="loyalty_sale_fits",
            )
        ]


class LoyaltyEntry(AppendOnlyModel):
    """Points that a document gave a member (above zero), or took.

    ``document_id`` is the sale of what was earned or spent, the return of what went back, else the
    entry's own id. ``sale`` is what the entry is of, where it is of one. ``expires_on`` is the last
    day of points that came.
    """

    class Kind(models.TextChoices):
        EARNED = "earned"
        SPENT = "spent"
        TAKEN_BACK = "taken_back"
        GIVEN_BACK = "given_back"
        EXPIRED = "expired"
        RESTORED = "restored"
        ADJUSTED = "adjusted"

    member = models.ForeignKey(LoyaltyMember, on_delete=models.RESTRICT, related_name="entries")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    sale = models.ForeignKey(
        LoyaltySale, null=True, on_delete=models.RESTRICT, related_name="entries"
    )
    kind = models.CharField(max_length=10)
    points = models.BigIntegerField()
    number = models.CharField(max_length=40, default="", blank=True)
    document_id = models.UUIDField()
    booked_on = models.DateField()
    expires_on = models.DateField(null=True)
    note = models.CharField(max_length=120, default="", blank=True)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "loyalty_entry"
        indexes = [
            models.Index(fields=["member", "booked_on"], name="loyalty_entry_of_day"),
            models.Index(fields=["document_id"], name="loyalty_entry_of_document"),
            models.Index(fields=["expires_on"], name="loyalty_entry_expires"),
            models.Index(fields=["recorded_at"], name="loyalty_entry_recorded"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "document_id"], name="loyalty_entry_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["earned", "given_back", "restored"], points__gte=1)
                | Q(kind__in=["spent", "taken_back", "expired"], points__lte=-1)
                | Q(kind="adjusted") & ~Q(points=0),
                name="loyalty_entry_side",
            ),
        ]
