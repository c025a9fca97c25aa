"""The pharmacy and its branches."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Pharmacy(Entity):
    """The business: its country decides law, tax, numbering and currency."""

    name = models.CharField(max_length=120)
    country = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()

    deciding = Deciding("country currency", left_out="name created_at")

    class Meta:
        db_table = "organisation_pharmacy"


class Branch(Entity):
    """One shop: what its receipts must show, its tax state and its time zone."""

    pharmacy = models.ForeignKey(Pharmacy, on_delete=models.RESTRICT, related_name="branches")
    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=250, default="")
    phone = models.CharField(max_length=40, default="")
    time_zone = models.CharField(max_length=40)
    tax_state = models.CharField(max_length=4, default="")
    tax_registered = models.BooleanField(default=True)
    tax_id = models.CharField(max_length=40, default="")
    licences = models.JSONField(default=dict)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "pharmacy_id code time_zone tax_state tax_registered tax_id is_active licences",
        left_out="name address phone version",
    )

    class Meta:
        db_table = "organisation_branch"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
