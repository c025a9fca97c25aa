"""A data subject's request with its steps, and the deeds behind its answer."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedOrEmpty
from theriac.core.privacy.rows import PersonalEntity
from theriac.domains.subject_requests import rules


class SubjectRequest(PersonalEntity):
    """What somebody asked about their own data, and what became of it.

    ``subject_id`` is a patient's, a customer's or a member of staff's id by ``subject_kind``; none
    while nobody knows who asks. ``content`` is what they wrote of themselves and what was written
    to them (``rules.Texts``), under the key ``key_owner``: the subject's, or the request's own
    while nobody is known. ``text_gone_at``: the key is destroyed or the period over, it is empty.
    ``due_at`` is the deadline as it stands; ``notice_on`` the day of the notice that prolonged it.
    ``law`` is the provision that a refusal rests on; nobody is named in it.
    """

    class Subject(models.TextChoices):
        UNKNOWN = "unknown"
        PATIENT = "patient"
        CUSTOMER = "customer"
        STAFF = "staff"

    class Kind(models.TextChoices):
        ACCESS = "access"
        COPY = "copy"
        CORRECTION = "correction"
        ERASURE = "erasure"
        RESTRICTION = "restriction"
        WITHDRAWAL = "withdrawal"
        OBJECTION = "objection"
        GRIEVANCE = "grievance"

    class State(models.IntegerChoices):
        OPEN = rules.OPEN
        ANSWERED = rules.ANSWERED
        CLOSED = rules.CLOSED

    subject_kind = models.CharField(max_length=8)
    subject_id = models.UUIDField(null=True)
    key_owner = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12)
    channel = models.CharField(max_length=10)
    state = models.PositiveSmallIntegerField(default=State.OPEN)
    arrived_at = models.DateTimeField()
    arrived_at_branch = models.UUIDField()
    due_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()
    handler_id = models.UUIDField()
    identified_on = models.DateField(null=True)
    identified_by = models.UUIDField(null=True)
    notice_on = models.DateField(null=True)
    outcome = models.CharField(max_length=8, default="")
    answered_on = models.DateField(null=True)
    answered_by = models.UUIDField(null=True)
    law = models.CharField(max_length=120, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_why = models.CharField(max_length=10, default="")
    content = EncryptedOrEmpty(label="subject_request.content", owner="key_owner", default="")
    text_gone_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "subject_kind subject_id key_owner kind channel state arrived_at arrived_at_branch "
            "due_at entered_by handler_id identified_on identified_by notice_on outcome "
            "answered_on answered_by closed_at closed_by closed_why text_gone_at"
        ),
        hashed="law",
        left_out="entered_at content version",
    )

    class Meta:
        db_table = "subject_requests_request"
        indexes = [
            models.Index(fields=["state", "due_at"], name="subject_request_due"),
            models.Index(fields=["subject_id"], name="subject_request_subject"),
            models.Index(fields=["closed_at"], name="subject_request_closed"),
        ]


class SubjectRequestDeed(AppendOnlyModel):
    """An act on the subject's record that answers a request: the audit record that it left."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.RESTRICT, related_name="deeds")
    record_id = models.UUIDField()
    command = models.CharField(max_length=80)
    done_at = models.DateTimeField()
    linked_at = models.DateTimeField()
    linked_by = models.UUIDField()

    deciding = Deciding("request_id record_id command done_at linked_at linked_by")

    class Meta:
        db_table = "subject_requests_deed"
        constraints = [
            models.UniqueConstraint(fields=["request", "record_id"], name="subject_deed_once")
        ]
