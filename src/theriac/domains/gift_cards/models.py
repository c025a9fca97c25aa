"""Gift cards, and what happened to what they hold."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class GiftCard(Entity):
    """One card; amounts are minor units of the pharmacy's currency.

    ``balance`` is the sum of the entries. ``code_hash`` is a keyed hash, ``last_four`` what people
    tell cards apart by. ``expires_on`` is the last day on which it pays; None: it never expires.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        BLOCKED = "blocked"
        CANCELLED = "cancelled"

    number = models.CharField(max_length=40, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    last_four = models.CharField(max_length=4)
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    balance = models.BigIntegerField()
    expires_on = models.DateField(null=True)
    state = models.CharField(max_length=9, default=State.ACTIVE)
    state_reason = models.CharField(max_length=120, default="", blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "number code_hash branch_id expires_on state issued_by",
        left_out="last_four balance state_reason issued_at version",
    )

    class Meta:
        db_table = "gift_card"
        indexes = [models.Index(fields=["state", "expires_on"], name="gift_card_expires")]
        constraints = [models.CheckConstraint(condition=Q(balance__gte=0), name="gift_card_holds")]


class GiftEntry(AppendOnlyModel):
    """What came onto a card (above zero), or went off it, at a branch.

    ``document_id`` is the payment that it made, the return that refunded to it, else the entry's
    own id. ``sale_id`` is the sale that it pays, which may come later. ``answers`` is the payment
    that is released or refunded, or the issue or top-up that is cancelled. ``till_session_id`` is
    the session that reports the money, by any means. ``counter_id`` and ``asked_id``: the counter
    that asked for it, and under which id; it is asked for once.
    """

    class Kind(models.TextChoices):
        ISSUED = "issued"
        TOPPED_UP = "topped_up"
        PAID = "paid"
        RELEASED = "released"
        REFUNDED = "refunded"
        EXPIRED = "expired"
        CANCELLED = "cancelled"

    card = models.ForeignKey(GiftCard, on_delete=models.RESTRICT, related_name="entries")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=9)
    amount = models.BigIntegerField()
    number = models.CharField(max_length=40, default="", blank=True)
    document_id = models.UUIDField()
    sale_id = models.UUIDField(null=True)
    answers = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+")
    method = models.CharField(max_length=10, default="", blank=True)
    reference = models.CharField(max_length=60, default="", blank=True)
    is_at_till = models.BooleanField(default=False)
    till_session_id = models.UUIDField(null=True)
    counter_id = models.UUIDField(null=True)
    asked_id = models.UUIDField(null=True)
    booked_on = models.DateField()
    note = models.CharField(max_length=120, default="", blank=True)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "gift_card_entry"
        indexes = [
            models.Index(fields=["card", "recorded_at"], name="gift_entry_of_card"),
            models.Index(fields=["sale_id"], name="gift_entry_of_sale"),
            models.Index(fields=["recorded_at"], name="gift_entry_recorded"),
            models.Index(fields=["till_session_id"], name="gift_entry_of_till"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["card", "kind", "document_id"], name="gift_entry_once"),
            models.UniqueConstraint(
                fields=["counter_id", "asked_id"], name="gift_entry_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["issued", "topped_up", "released", "refunded"], amount__gte=1)
                | Q(kind__in=["paid", "expired", "cancelled"], amount__lte=-1),
                name="gift_entry_side",
            ),
        ]
