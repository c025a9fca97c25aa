"""A destruction: written by one person, signed by two witnesses, then posted for good.

And old medicines that people bring back: weighed and logged, never stock.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Destruction(Entity):
    """What is to be destroyed at a branch, how and why; posted once two witnesses signed."""

    class State(models.TextChoices):
        DRAFT = "draft"
        POSTED = "posted"
        DISCARDED = "discarded"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=9, default=State.DRAFT)
    number = models.CharField(max_length=40, default="")
    method = models.CharField(max_length=120)
    reason = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id state number method",
        left_out="reason created_at created_by version",
    )

    class Meta:
        db_table = "stock_destruction"
        indexes = [models.Index(fields=["branch", "state", "created_at"], name="destruction_of")]


class DestructionLine(Entity):
    """So many base units of a batch in one place."""

    destruction = models.ForeignKey(Destruction, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    place = models.ForeignKey("stock.Place", on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()

    class Meta:
        db_table = "stock_destruction_line"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="destruction_line_positive"),
            models.UniqueConstraint(
                fields=["destruction", "batch", "place"], name="destruction_line_once"
            ),
        ]


class DestructionSignature(AppendOnlyModel):
    """A witness signed exactly this content, by PIN or passkey: the approval says how."""

    destruction = models.ForeignKey(
        Destruction, on_delete=models.RESTRICT, related_name="signatures"
    )
    witness_id = models.UUIDField()
    approval_id = models.UUIDField(unique=True)
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    deciding = Deciding("destruction_id witness_id approval_id content_hash signed_at")

    class Meta:
        db_table = "stock_destruction_signature"
        constraints = [
            models.UniqueConstraint(
                fields=["destruction", "witness_id"], name="destruction_witness_once"
            )
        ]


class DestructionPosting(AppendOnlyModel):
    """The certificate: number, sums and the two who signed; sealed, never changed.

    ``cost`` is at the batches' cost, minor units of ``currency``, rounded down on the line;
    ``content_hash`` is of the document with its lines and costs.
    """

    destruction = models.OneToOneField(
        Destruction, on_delete=models.RESTRICT, related_name="posting"
    )
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    document_id = models.UUIDField()
    lines = models.PositiveIntegerField()
    quantity = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    cost = models.PositiveBigIntegerField()
    first_witness = models.UUIDField()
    second_witness = models.UUIDField()
    content_hash = models.CharField(max_length=64)
    person_id = models.UUIDField()
    business_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "stock_destruction_posting"
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_witness=F("second_witness"))
                & ~Q(person_id=F("first_witness"))
                & ~Q(person_id=F("second_witness")),
                name="destruction_by_two_witnesses",
            )
        ]
        indexes = [models.Index(fields=["recorded_at"], name="destruction_recorded")]


class TakenBack(AppendOnlyModel):
    """One bag or box that somebody handed in. A wrong entry is answered by one that names it.

    Nobody who hands in is named. ``product_id`` where the catalogue has it, else ``name``.
    """

    class Waste(models.TextChoices):
        TABLETS = "tablets"
        LIQUIDS = "liquids"
        CREAMS = "creams"
        AEROSOLS = "aerosols"
        INJECTIONS = "injections"
        SHARPS = "sharps"
        CONTROLLED = "controlled"
        CYTOTOXIC = "cytotoxic"
        MIXED = "mixed"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    business_on = models.DateField()
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    name = models.CharField(max_length=120, default="")
    waste = models.CharField(max_length=12)
    grams = models.PositiveIntegerField()
    note = models.CharField(max_length=120, default="")
    cancels = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="+")
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    deciding = Deciding(
        "branch_id business_on product_id waste grams cancels_id person_id",
        left_out="name note recorded_at",
    )

    class Meta:
        db_table = "stock_taken_back"
        constraints = [
            models.CheckConstraint(condition=models.Q(grams__gte=1), name="taken_back_weighs")
        ]
        indexes = [models.Index(fields=["branch", "business_on"], name="taken_back_of_day")]
