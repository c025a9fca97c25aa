"""Promotions, the coupons that some of them ask for, and each use of a coupon."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Promotion(Entity):
    """What comes off which goods, when and where; only whether it is paused or ended changes.

    ``value`` is basis points of a percentage, else minor units: off each pack, the price of each
    pack, or of the whole set. ``goods`` are products with the base units of the pack that is
    counted and how many of it a set has; with neither goods nor categories it is of all products.
    """

    class Kind(models.TextChoices):
        PERCENT = "percent"
        AMOUNT = "amount"
        PRICE = "price"
        FREE = "free"
        BUNDLE = "bundle"

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=7)
    value = models.PositiveBigIntegerField(default=0)
    buy = models.PositiveSmallIntegerField(default=0)
    free = models.PositiveSmallIntegerField(default=0)
    from_total = models.PositiveBigIntegerField(default=0)
    first_on = models.DateField()
    last_on = models.DateField()
    weekdays = models.PositiveSmallIntegerField(default=127)
    """A bit for each day, Monday's the lowest."""
    from_minute = models.PositiveSmallIntegerField(default=0)
    until_minute = models.PositiveSmallIntegerField(default=1440)
    """Minutes of the branch's day; it runs before the last."""
    goods = models.JSONField(default=list)
    category_ids = models.JSONField(default=list)
    branch_ids = models.JSONField(default=list)
    """None of them: at every branch."""
    needs_coupon = models.BooleanField(default=False)
    with_prescription = models.BooleanField(default=False)
    """Whether it counts for prescription medicines too; for registered ones none does."""
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "kind value buy free from_total first_on last_on weekdays from_minute until_minute "
            "goods category_ids branch_ids needs_coupon with_prescription created_at created_by "
            "paused_at ended_at"
        ),
        left_out="name version",
    )

    class Meta:
        db_table = "promotions_promotion"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")), name="promotion_days_whole"
            ),
            models.CheckConstraint(
                condition=Q(from_minute__lt=F("until_minute")) & Q(until_minute__lte=1440),
                name="promotion_minutes_whole",
            ),
        ]
        indexes = [models.Index(fields=["last_on", "first_on"], name="promotion_by_day")]


class Coupon(Entity):
    """A code that a promotion asks for; ``used`` counts its redemptions, beyond its uses too."""

    promotion = models.ForeignKey(Promotion, on_delete=models.RESTRICT, related_name="coupons")
    code = models.CharField(max_length=20, unique=True)
    uses = models.PositiveIntegerField()
    uses_each = models.PositiveIntegerField(default=0)
    """How often for one patient; 0 as often as it has uses."""
    used = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "promotion_id code uses uses_each created_at created_by ended_at",
        left_out="used version",
    )

    class Meta:
        db_table = "promotions_coupon"
        constraints = [models.CheckConstraint(condition=Q(uses__gte=1), name="coupon_has_uses")]


class CouponUse(AppendOnlyModel):
    """A sale redeemed the coupon; ``ordinal`` counts from 1, above its uses it is ``beyond``."""

    coupon = models.ForeignKey(Coupon, on_delete=models.RESTRICT, related_name="redemptions")
    sale_id = models.UUIDField()
    ordinal = models.PositiveIntegerField()
    beyond = models.BooleanField(default=False)
    """Whether a counter redeemed it although it had no uses left; a case says so."""
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "promotions_coupon_use"
        constraints = [
            models.UniqueConstraint(fields=["coupon", "ordinal"], name="coupon_use_once"),
            models.UniqueConstraint(fields=["sale_id"], name="coupon_of_sale_once"),
        ]
        indexes = [models.Index(fields=["recorded_at"], name="coupon_use_recorded")]
