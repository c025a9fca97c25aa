"""A document that the engine reads for us, and how far that is."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity


class EngineJob(Entity):
    """One document, sent to the document engine under its own id and its attempt as the key.

    ``subject_id`` is what it becomes lines of: an offer, or a goods receipt. ``due_at`` is when the
    next step is taken, None once it ended; ``tries`` counts what failed since the last that went
    well. ``attempt`` counts how often it was begun: an answer about an earlier one is no news.
    ``engine_id`` is the engine's id of it, ``callback_id`` the last callback that was taken.
    ``problem`` says what is the matter in a sentence; ``faults`` what of the answer didn't keep the
    contract, by line; ``columns`` the headings that were read, each with the field that it was
    taken for and how surely (thousandths).
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        DONE = "done"
        FAILED = "failed"

    class Kind(models.TextChoices):
        OFFER = "offer"
        DELIVERY_INVOICE = "delivery_invoice"

    kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    file_id = models.UUIDField()
    state = models.CharField(max_length=6, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    engine_id = models.CharField(max_length=36, default="")
    callback_id = models.CharField(max_length=100, default="")
    failure_code = models.CharField(max_length=40, default="")
    problem = models.CharField(max_length=300, default="")
    faults = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "offers_engine_job"
        indexes = [
            models.Index(fields=["due_at"], name="engine_job_due"),
            models.Index(fields=["subject_id", "created_at"], name="engine_job_of_subject"),
            models.Index(fields=["engine_id"], name="engine_job_known"),
        ]
