"""The rules of receiving, kept for good."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class ReceivingTerms(Entity):
    """The pharmacy's rules of receiving, one row: goods with fewer days left are short-dated."""

    short_days = models.PositiveIntegerField(default=180)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding("short_days", left_out="version")

    class Meta:
        db_table = "purchasing_terms"


class SellingMargin(Entity):
    """What is put on goods of a group from a day on; ``basis`` as in rules.proposing.

    ``margin_bp`` hundredths of a percent; prices are rounded up to a multiple of ``step`` minor
    units. Dated: a new row answers an old one.
    """

    class Group(models.TextChoices):
        FREE = "free"
        PRESCRIPTION = "rx"

    class Basis(models.TextChoices):
        LIST = "list"
        COST = "cost"

    group = models.CharField(max_length=8)
    basis = models.CharField(max_length=4)
    margin_bp = models.PositiveIntegerField()
    step = models.PositiveIntegerField(default=1)
    valid_from = models.DateField()
    recorded_at = models.DateTimeField()

    deciding = Deciding("group basis margin_bp step valid_from", left_out="recorded_at")

    class Meta:
        db_table = "purchasing_margin"
        constraints = [
            models.UniqueConstraint(fields=["group", "valid_from"], name="margin_of_day"),
            models.CheckConstraint(condition=models.Q(step__gte=1), name="margin_step_whole"),
        ]
