"""What waits for a person: discrepancies of booked sales, pushes held unbooked, voided numbers."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity
from theriac.domains.sales.models.sale import Sale, SaleLine


class DiscrepancyCase(Entity):
    """A pushed sale disagrees with the books; it is booked, and a person settles the rest."""

    class Kind(models.TextChoices):
        STOCK_SHORT = "stock_short"
        BATCH_EXPIRED = "batch_expired"
        BATCH_HELD = "batch_held"
        BATCH_UNKNOWN = "batch_unknown"
        PRICE = "price"
        TAX = "tax"
        PAYMENT = "payment"
        PERSON = "person"
        GROUND = "ground"
        CLOCK = "clock"
        NUMBER = "number"
        COUNT_ASKED = "count_asked"
        APPROVAL = "approval"
        PRODUCT = "product"
        SERIAL_SOLD = "serial_sold"
        QUOTA = "quota"
        RESERVATION = "reservation"
        PATIENT = "patient"
        MERGED = "merged"
        SAFETY = "safety"
        DUTY = "duty"
        DISPENSE = "dispense"
        CONTROLLED = "controlled"
        CREDIT = "credit"
        LOYALTY = "loyalty"
        GIFT_CARD = "gift_card"
        PROMOTION = "promotion"
        COUPON = "coupon"

    class Settlement(models.TextChoices):
        OTHER_BATCH = "other_batch"
        FOUND = "found"
        WRITTEN_OFF = "written_off"
        ACCEPTED = "accepted"
        DISPENSED = "dispensed"
        CHARGED = "charged"

    sale = models.ForeignKey(Sale, on_delete=models.RESTRICT, related_name="cases")
    line = models.ForeignKey(SaleLine, null=True, on_delete=models.RESTRICT, related_name="cases")
    branch_id = models.UUIDField()
    kind = models.CharField(max_length=14)
    facts = models.JSONField()
    quantity = models.PositiveBigIntegerField(default=0)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settlement = models.CharField(max_length=12, default="")
    note = models.CharField(max_length=250, default="")
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "sale_id line_id branch_id kind quantity settled_at settled_by settlement facts",
        left_out="opened_at note version",
    )

    class Meta:
        db_table = "sales_case"
        indexes = [
            models.Index(fields=["branch_id", "settled_at"], name="case_open"),
            models.Index(fields=["settled_at", "opened_at"], name="case_waits"),
        ]


class HeldPush(PersonalEntity):
    """A push that isn't booked until a person decides."""

    class Reason(models.TextChoices):
        REVOKED = "revoked"
        NUMBER_USED = "number_used"
        UNREADABLE = "unreadable"
        SEALED = "sealed"
        AMOUNT = "amount"
        SIZE = "size"
        SEQUENCE = "sequence"
        SERIES = "series"
        CURRENCY = "currency"
        DATE = "date"
        MALFORMED = "malformed"
        UNSIGNED = "unsigned"
        CASES = "cases"

    class Decision(models.TextChoices):
        BOOKED = "booked"
        DISMISSED = "dismissed"

    sale_id = models.UUIDField()
    terminal = models.ForeignKey(
        "organisation.Terminal", on_delete=models.RESTRICT, related_name="+"
    )
    branch_id = models.UUIDField()
    reason = models.CharField(max_length=12)
    number = models.CharField(max_length=40)
    series_id = models.UUIDField()
    sequence = models.PositiveIntegerField()
    """0 where it isn't surely a number of the terminal's own, near its series: explains no gap."""
    content_hash = models.CharField(max_length=64)
    content = EncryptedJSON(label="sale.held", owner="key_id")
    key_id = models.UUIDField()
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decision = models.CharField(max_length=12, default="")
    note = models.CharField(max_length=250, default="")

    deciding = Deciding(
        (
            "sale_id terminal_id branch_id reason number series_id sequence content_hash "
            "received_at decided_at decided_by decision"
        ),
        left_out="content key_id note",
    )

    class Meta:
        db_table = "sales_held_push"
        constraints = [
            models.UniqueConstraint(fields=["sale_id", "content_hash"], name="held_push_once")
        ]
        indexes = [models.Index(fields=["decided_at", "received_at"], name="held_push_waits")]


class VoidedNumber(AppendOnlyModel):
    """A number of a series that has no sale, declared by a person or its device."""

    series = models.ForeignKey(
        "organisation.DocumentSeries", on_delete=models.RESTRICT, related_name="+"
    )
    sequence = models.PositiveIntegerField()
    declared_at = models.DateTimeField()
    declared_by = models.UUIDField()
    reason = models.CharField(max_length=120)

    class Meta:
        db_table = "sales_voided_number"
        constraints = [
            models.UniqueConstraint(fields=["series", "sequence"], name="voided_number_once")
        ]
