"""What customers agreed to and withdrew, each word kept."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.domains.customers.models.customer import Customer


class Consent(AppendOnlyModel):
    """One word of a customer about one purpose; the latest counts.

    ``text`` is the fingerprint of the privacy text that they read, where it was one.
    """

    customer = models.ForeignKey(Customer, on_delete=models.RESTRICT, related_name="consents")
    purpose = models.CharField(max_length=20)
    is_given = models.BooleanField()
    how = models.CharField(max_length=12)
    text = models.CharField(max_length=64, default="")
    said_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    deciding = Deciding(
        "customer_id purpose is_given how said_at recorded_by",
        left_out="text recorded_at",
    )

    class Meta:
        db_table = "customers_consent"
