"""Nightly snapshots of what each batch had in each place, and the proofs made of them.

A snapshot is a short cut and never needed to be right: whatever reads the past gets the same
from the movements alone. A movement counts for a snapshot where it was recorded before ``at``.
"""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel


class StockSnapshot(AppendOnlyModel):
    """One branch at the end of a day of its own. ``previous`` is None where it is whole.

    Otherwise its lines tell only what changed since ``previous``.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    previous = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+")
    lines = models.PositiveIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "stock_snapshot"
        indexes = [models.Index(fields=["branch", "at"], name="snapshot_of_branch")]


class SnapshotLine(AppendOnlyModel):
    """What a batch had in a place, or by how much that changed since the previous snapshot.

    Lines are written in pieces before their snapshot; without it they count for nothing.
    """

    snapshot_id = models.UUIDField()
    batch_id = models.UUIDField()
    place_id = models.UUIDField()
    quantity = models.BigIntegerField()

    class Meta:
        db_table = "stock_snapshot_line"
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot_id", "batch_id", "place_id"], name="snapshot_line_once"
            )
        ]


class SnapshotWithdrawal(AppendOnlyModel):
    """From ``from_at`` on the snapshots taken until now no longer count: the past was added to."""

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    from_at = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "stock_snapshot_withdrawal"


class StockProof(AppendOnlyModel):
    """One comparison of balances and snapshots with the sum of movements, and what it found.

    ``found`` names the first differences, ``differences`` counts all of them.
    """

    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    balances = models.PositiveBigIntegerField()
    movements = models.PositiveBigIntegerField()
    snapshots = models.PositiveBigIntegerField()
    lines = models.PositiveBigIntegerField()
    differences = models.PositiveBigIntegerField()
    found = models.JSONField(default=list)

    class Meta:
        db_table = "stock_proof"
        indexes = [models.Index(fields=["ended_at"], name="proof_ended")]
