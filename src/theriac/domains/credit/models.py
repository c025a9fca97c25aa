"""Credit accounts, and what was charged to them and paid on them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity


class CreditAccount(PersonalEntity):
    """Somebody who may pay later: a patient's record, or an organisation described in ``holder``.

    Amounts are minor units of the pharmacy's currency. ``owed`` is the sum of the entries; below
    zero the pharmacy owes the customer. ``open_key`` is the patient while the account isn't closed:
    nobody has two.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        BLOCKED = "blocked"
        CLOSED = "closed"

    number = models.CharField(max_length=16, unique=True)
    patient_id = models.UUIDField(null=True)
    open_key = models.UUIDField(null=True, unique=True)
    holder = EncryptedJSON(label="credit.holder", owner="id", default=dict)
    credit_limit = models.BigIntegerField(default=0)
    terms_days = models.PositiveSmallIntegerField()
    owed = models.BigIntegerField(default=0)
    state = models.CharField(max_length=7, default=State.ACTIVE)
    state_reason = models.CharField(max_length=120, default="", blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "number patient_id credit_limit terms_days state opened_by",
        left_out="open_key holder owed state_reason opened_at version",
    )

    class Meta:
        db_table = "credit_account"
        indexes = [
            models.Index(fields=["state", "owed"], name="credit_account_owing"),
            models.Index(fields=["patient_id"], name="credit_account_of_patient"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(credit_limit__gte=0), name="credit_limit_fits")
        ]


class CreditEntry(AppendOnlyModel):
    """What a document added to an account (above zero), or took from it, at a branch.

    ``document_id`` is the sale of a charge and the return of a return; else the entry's own id.
    ``charge`` is what a return takes back, ``reverses`` the payment or opening that a reversal
    answers.
    ``due_on`` is a charge's last day to pay. ``is_at_till``: its cash went through a till session.
    ``till_session_id`` is the session that reports what was paid, by any means. ``counter_id`` and
    ``asked_id``: the counter that asked for it, and under which id; it is asked for once.
    """

    class Kind(models.TextChoices):
        OPENING = "opening"
        CHARGE = "charge"
        PAYMENT = "payment"
        RETURN = "return"
        REVERSAL = "reversal"
        PAYOUT = "payout"

    account = models.ForeignKey(CreditAccount, on_delete=models.RESTRICT, related_name="entries")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=8)
    amount = models.BigIntegerField()
    number = models.CharField(max_length=40)
    document_id = models.UUIDField()
    charge = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+")
    reverses = models.OneToOneField(
        "self", null=True, on_delete=models.RESTRICT, related_name="reversal"
    )
    booked_on = models.DateField()
    due_on = models.DateField(null=True)
    method = models.CharField(max_length=10, default="", blank=True)
    reference = models.CharField(max_length=60, default="", blank=True)
    note = models.CharField(max_length=120, default="", blank=True)
    is_at_till = models.BooleanField(default=False)
    till_session_id = models.UUIDField(null=True)
    counter_id = models.UUIDField(null=True)
    asked_id = models.UUIDField(null=True)
    approval_id = models.UUIDField(null=True)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "credit_entry"
        indexes = [
            models.Index(fields=["account", "booked_on"], name="credit_entry_of_day"),
            models.Index(fields=["document_id"], name="credit_entry_of_document"),
            models.Index(fields=["recorded_at"], name="credit_entry_recorded"),
            models.Index(fields=["till_session_id"], name="credit_entry_of_till"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "document_id"], name="credit_entry_once"
            ),
            models.UniqueConstraint(
                fields=["counter_id", "asked_id"], name="credit_entry_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["opening", "charge", "payout"], amount__gte=1)
                | Q(kind__in=["payment", "return"], amount__lte=-1)
                | Q(kind="reversal", reverses__isnull=False) & ~Q(amount=0),
                name="credit_entry_side",
            ),
        ]
