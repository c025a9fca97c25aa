"""Reservations: units of a product that are kept for somebody until an instant."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.stock.models.batch import Batch


class Reservation(Entity):
    """Base units of one product at a branch, kept from whoever else would take them.

    ``quantity`` is what it holds now, the sum of its batches while it stands; ``asked`` what was
    reserved at first. ``holder_id`` is who or what holds it: a terminal, an order, a refill, a line
    of a prescription (these two are ``care``); ``reference``
    tells people which, and names no patient. A quota has no ``expires_at`` of its own: it stands
    as long as its terminal's lease. ``open_key`` is unique while it stands, and empty afterwards.
    """

    class Purpose(models.TextChoices):
        QUOTA = "quota"
        WAITLIST = "waitlist"
        HAND = "hand"
        ORDER = "order"
        CARE = "care"

    class State(models.TextChoices):
        ACTIVE = "active"
        TAKEN = "taken"
        RELEASED = "released"
        LAPSED = "lapsed"
        GONE = "gone"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    purpose = models.CharField(max_length=8)
    state = models.CharField(max_length=8, default=State.ACTIVE)
    quantity = models.PositiveBigIntegerField()
    asked = models.PositiveBigIntegerField()
    holder_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=60, default="")
    open_key = models.CharField(max_length=120, null=True, unique=True)
    expires_at = models.DateTimeField(null=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=120, default="")
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id product_id purpose state quantity asked holder_id open_key "
            "expires_at made_by ended_by"
        ),
        left_out="reference made_at ended_at ended_reason version",
    )

    class Meta:
        db_table = "stock_reservation"
        indexes = [
            models.Index(fields=["branch", "state", "made_at"], name="reservation_of_branch"),
            models.Index(fields=["product", "branch", "state"], name="reservation_of_product"),
            models.Index(fields=["state", "expires_at"], name="reservation_expiry"),
            models.Index(fields=["holder_id", "state"], name="reservation_of_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__lte=models.F("asked")), name="reservation_within"
            ),
            models.CheckConstraint(
                condition=models.Q(purpose="quota", expires_at=None)
                | (~models.Q(purpose="quota") & models.Q(expires_at__isnull=False)),
                name="reservation_expires",
            ),
            models.CheckConstraint(
                condition=models.Q(state="active", ended_at=None)
                | (~models.Q(state="active") & models.Q(ended_at__isnull=False)),
                name="reservation_stands_or_ended",
            ),
        ]


class ReservedBatch(Entity):
    """``quantity`` base units of a batch in one place that a reservation holds.

    What standing reservations hold of a balance adds up to the balance's ``reserved``.
    ``balance_id`` is no foreign key: nothing refers to the contended rows.
    """

    reservation = models.ForeignKey(Reservation, on_delete=models.RESTRICT, related_name="batches")
    balance_id = models.UUIDField()
    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()

    class Meta:
        db_table = "stock_reserved_batch"
        indexes = [models.Index(fields=["balance_id"], name="reservation_of_balance")]
        constraints = [
            models.UniqueConstraint(
                fields=["reservation", "balance_id"], name="reserved_batch_once"
            )
        ]
