"""What is kept of papers: the original, the buyer, requests to send and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity

MOST_REQUESTS = 10
"""Of one document: a receipt is no way to write to strangers."""


class IssuedOriginal(AppendOnlyModel):
    """The original of a sale that a program made, issued here; a counter prints its own."""

    sale = models.OneToOneField("sales.Sale", on_delete=models.RESTRICT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()

    class Meta:
        db_table = "sale_documents_original"


class CreditNoteIssue(AppendOnlyModel):
    """A credit note that was handed out: 0 is the original, then copies from 1 without gaps.

    A counter printed the original of the notes that it wrote, so theirs begin with 1.
    """

    customer_return = models.ForeignKey(
        "customer_returns.CustomerReturn", on_delete=models.RESTRICT, related_name="+"
    )
    number = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()

    class Meta:
        db_table = "sale_documents_credit_note"
        constraints = [
            models.UniqueConstraint(
                fields=["customer_return", "number"], name="credit_note_issue_number"
            )
        ]


class SaleBuyer(PersonalEntity, AppendOnlyModel):
    """Whom a sale's document is made out to, named once, under the pharmacy's key.

    ``details`` holds ``name``, ``address``, ``state``, ``tax_number`` and ``delivery``.
    """

    sale = models.OneToOneField("sales.Sale", on_delete=models.RESTRICT, related_name="+")
    details = EncryptedJSON(label="sale_documents.buyer", owner="", default=dict)
    named_at = models.DateTimeField()
    named_by = models.UUIDField()

    class Meta:
        db_table = "sale_documents_buyer"


class DocumentRequest(PersonalEntity, AppendOnlyModel):
    """A wish that a paper goes to somebody: which, by which channel, and to what address.

    ``document_kind`` is a registered kind of documents (``kinds``), ``number`` the document's own.
    ``details`` holds the address as it was typed, under the key of the month of sales.
    """

    class Channel(models.TextChoices):
        EMAIL = "email"
        WHATSAPP = "whatsapp"
        MESSAGE = "message"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    document_kind = models.CharField(max_length=11)
    document_id = models.UUIDField()
    number = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=8)
    details = EncryptedJSON(label="sale_documents.request", owner="key_id", default=dict)
    key_id = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()

    class Meta:
        db_table = "sale_documents_request"
        indexes = [models.Index(fields=["branch", "asked_at"], name="document_request_of_branch")]
        constraints = [
            models.UniqueConstraint(
                fields=["document_id", "position"], name="document_request_position"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_REQUESTS),
                name="document_request_at_most",
            ),
        ]


class DocumentSending(AppendOnlyModel):
    """What became of a wish, said once: the paper was sent, or nobody wants it any more."""

    class Outcome(models.TextChoices):
        SENT = "sent"
        CANCELLED = "cancelled"

    request = models.OneToOneField(
        DocumentRequest, on_delete=models.RESTRICT, related_name="sending"
    )
    outcome = models.CharField(max_length=9)
    ended_at = models.DateTimeField()
    ended_by = models.UUIDField()

    class Meta:
        db_table = "sale_documents_sending"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["sent", "cancelled"]), name="document_sending_outcome"
            )
        ]
