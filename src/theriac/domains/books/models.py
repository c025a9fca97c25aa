"""Postings and closed periods."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel

LONGEST_ACCOUNT = 24


class Posting(AppendOnlyModel):
    """``amount`` minor units from the account ``credit`` to the account ``debit``, at a branch.

    It tells of a document, by kind and id; those of one document and instant are one journal entry.
    ``booked_on`` is the day by which statements count it, ``recorded_at`` the server's instant.
    """

    branch_id = models.UUIDField()
    debit = models.CharField(max_length=LONGEST_ACCOUNT)
    credit = models.CharField(max_length=LONGEST_ACCOUNT)
    amount = models.PositiveBigIntegerField()
    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    document_number = models.CharField(max_length=40, default="")
    note = models.CharField(max_length=120, default="")
    booked_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor_id = models.UUIDField()

    class Meta:
        db_table = "books_posting"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gte=1), name="posting_positive"),
            models.CheckConstraint(
                condition=~models.Q(debit=models.F("credit")), name="posting_of_two_accounts"
            ),
        ]
        indexes = [
            models.Index(
                fields=["debit", "booked_on", "branch_id", "credit", "amount"],
                name="posting_debited",
            ),
            models.Index(
                fields=["credit", "booked_on", "branch_id", "debit", "amount"],
                name="posting_credited",
            ),
            models.Index(fields=["booked_on"], name="posting_of_day"),
            models.Index(fields=["document_id"], name="posting_of_document"),
        ]


class PeriodClosing(AppendOnlyModel):
    """That everything until ``last_on`` is closed from ``effective_at`` on; the newest counts.

    One whose ``last_on`` is earlier than that of the one before opens days again.
    """

    last_on = models.DateField()
    effective_at = models.DateTimeField()
    reason = models.CharField(max_length=120, default="")
    closed_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "books_closing"
