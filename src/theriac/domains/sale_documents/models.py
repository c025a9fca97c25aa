"""What is kept of papers: the original, the buyer, and requests to send."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity

MOST_REQUESTS = 10
"""Of one sale: a receipt is no way to write to strangers."""


class IssuedOriginal(AppendOnlyModel):
    """The original of a sale that a program made, issued here; a counter prints its own."""

    sale = models.OneToOneField("sales.Sale", on_delete=models.RESTRICT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()

    class Meta:
        db_table = "sale_documents_original"


class SaleBuyer(PersonalEntity, AppendOnlyModel):
    """Whom a sale's document is made out to, named once, under the pharmacy's key.

    ``details`` holds ``name``, ``address``, ``state`` and ``tax_number``.
    """

    sale = models.OneToOneField("sales.Sale", on_delete=models.RESTRICT, related_name="+")
    details = EncryptedJSON(label="sale_documents.buyer", owner="", default=dict)
    named_at = models.DateTimeField()
    named_by = models.UUIDField()

    class Meta:
        db_table = "sale_documents_buyer"


class DocumentRequest(PersonalEntity, AppendOnlyModel):
    """A wish that a paper goes to somebody: by which channel, and to what address.

    ``details`` holds the address as it was typed, under the key of the month of sales.
    """

    class Channel(models.TextChoices):
        EMAIL = "email"
        MESSAGE = "message"

    sale = models.ForeignKey("sales.Sale", on_delete=models.RESTRICT, related_name="+")
    position = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=8)
    details = EncryptedJSON(label="sale_documents.request", owner="key_id", default=dict)
    key_id = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()

    class Meta:
        db_table = "sale_documents_request"
        constraints = [
            models.UniqueConstraint(fields=["sale", "position"], name="document_request_position"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_REQUESTS),
                name="document_request_at_most",
            ),
        ]
