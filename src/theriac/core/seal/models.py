"""What is sealed: logs, the positions of rows in them, signed heads, and how far sealing is."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel


class SealLog(AppendOnlyModel):
    """One tree that grows. A new one begins only where a person says why.

    ``salt`` (hexadecimal) hides the free texts in the leaves from who reads them outside;
    ``follows`` is the last head of the log before, as it was published.
    """

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=32, unique=True)
    salt = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    reason = models.CharField(max_length=255)
    follows = models.TextField(default="")

    class Meta:
        db_table = "seal_log"


class SealedRow(AppendOnlyModel):
    """The place of one row in a log, given after the row's commit; ``leaf`` is its leaf's hash."""

    log = models.PositiveIntegerField()
    position = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    row_id = models.UUIDField()
    leaf = models.CharField(max_length=64)

    class Meta:
        db_table = "seal_row"
        constraints = [
            models.UniqueConstraint(fields=["log", "position"], name="sealed_position_once"),
            models.UniqueConstraint(fields=["row_id", "kind", "log"], name="sealed_row_once"),
        ]


class SealHead(AppendOnlyModel):
    """The signed root over the first ``size`` rows of a log; ``edge`` lets a verifier begin here.

    Hashes, key and signature are hexadecimal.
    """

    log = models.PositiveIntegerField()
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    edge = models.TextField()
    made_at = models.DateTimeField()
    public_key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        db_table = "seal_head"
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="seal_head_once")]
        indexes = [models.Index(fields=["log", "made_at"], name="seal_head_made")]


class SealCopy(models.Model):
    """How far one further store of heads has come, by its code; a row a store.

    ``published_size`` is of the log of that name. ``trouble`` is empty,
    ``unreachable``, ``conflict`` or ``lacks``. ``sending_until`` is who sends' lease.
    """

    code = models.CharField(primary_key=True, max_length=12)
    log = models.CharField(max_length=32, default="")
    published_size = models.BigIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=20, default="")
    trouble_words = models.CharField(max_length=255, default="")
    sending_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "seal_copy"

    def sent_of(self, log: SealLog) -> int:
        """How many rows of a log the heads cover that went there, as the database knows it."""
        return self.published_size if self.log == log.name else 0


class SealState(models.Model):
    """How far sealing has come: one row, and the lock that it works under.

    ``size`` and ``edge`` are the tree's, rows beyond the last head included. ``trouble`` names why
    sealing or publishing stands still; ``publishing_until`` is who publishes' lease. ``passed_at``
    is when the last pass that left nothing waiting began.
    """

    name = models.CharField(primary_key=True, max_length=8)
    log = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    edge = models.TextField(default="")
    trouble = models.CharField(max_length=20, default="")
    trouble_words = models.CharField(max_length=255, default="")
    published_size = models.BigIntegerField(default=0)
    passed_at = models.DateTimeField(null=True)
    publishing_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "seal_state"
