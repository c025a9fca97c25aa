"""Sessions of tills, their moves, counts and numbers, corrections, and what is held."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class TillSession(Entity):
    """A terminal's cash from its float to its count; amounts are minor units of ``currency``.

    ``open_key`` is the terminal while the session is open: none has two. ``told_expected`` is what
    the device knew. ``variance`` is what was posted when it settled; see TillCorrection.
    """

    class State(models.TextChoices):
        OPEN = "open"
        INTERRUPTED = "interrupted"
        CLOSED = "closed"
        SETTLED = "settled"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    terminal = models.ForeignKey(
        "organisation.Terminal", on_delete=models.RESTRICT, related_name="+"
    )
    open_key = models.UUIDField(null=True, unique=True)
    state = models.CharField(max_length=11, default="open")
    currency = models.CharField(max_length=3)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    opening_cash = models.BigIntegerField()
    carried_from = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closing_hash = models.CharField(max_length=64, default="", blank=True)
    counted = models.BigIntegerField(null=True)
    told_expected = models.BigIntegerField(null=True)
    to_safe = models.BigIntegerField(default=0)
    why = models.CharField(max_length=12, default="", blank=True)
    note = models.CharField(max_length=120, default="", blank=True)
    z_series_id = models.UUIDField(null=True)
    z_sequence = models.PositiveIntegerField(null=True)
    z_number = models.CharField(max_length=40, default="", blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    variance = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id terminal_id open_key state currency opened_at opened_by opening_cash "
            "carried_from content_hash closed_at closed_by closing_hash counted told_expected "
            "to_safe why z_series_id z_sequence z_number settled_at settled_by variance"
        ),
        left_out="recorded_at note version",
    )

    class Meta:
        db_table = "tills_session"
        indexes = [
            models.Index(fields=["branch", "opened_at"], name="till_session_of_branch"),
            models.Index(fields=["terminal", "opened_at"], name="till_session_of_terminal"),
            models.Index(fields=["state", "branch"], name="till_session_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["z_series_id", "z_sequence"], name="till_z_once"),
            models.CheckConstraint(
                condition=Q(state="open", open_key=F("terminal_id"))
                | ~Q(state="open") & Q(open_key=None),
                name="till_session_open_key",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "interrupted"], counted=None, closed_at=None)
                | Q(
                    state__in=["closed", "settled"],
                    counted__isnull=False,
                    closed_at__isnull=False,
                ),
                name="till_session_counted",
            ),
            models.CheckConstraint(
                condition=Q(state="settled", variance__isnull=False, settled_at__isnull=False)
                | ~Q(state="settled") & Q(variance=None, settled_at=None),
                name="till_session_settled",
            ),
            models.CheckConstraint(
                condition=Q(opening_cash__gte=0, to_safe__gte=0), name="till_session_amounts"
            ),
        ]

    @property
    def code(self) -> str:
        """Its Z number; T and six signs until it has one."""
        return self.z_number or f"T{self.id.hex[-6:].upper()}"

    @property
    def is_closed(self) -> bool:
        """Whether it was counted."""
        return self.state in (self.State.CLOSED, self.State.SETTLED)


class CashMovement(AppendOnlyModel):
    """Cash in, cash out or a safe drop of a session, of ``amount`` minor units.

    ``return_id`` is the credit note that a refund pays, which may come later.
    """

    session = models.ForeignKey(TillSession, on_delete=models.RESTRICT, related_name="moves")
    kind = models.CharField(max_length=9)
    reason = models.CharField(max_length=12)
    amount = models.BigIntegerField()
    note = models.CharField(max_length=120, default="", blank=True)
    moved_at = models.DateTimeField()
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)
    return_id = models.UUIDField(null=True, db_index=True)

    deciding = Deciding(
        "session_id kind reason amount moved_at person_id content_hash return_id",
        left_out="note recorded_at",
    )

    class Meta:
        db_table = "tills_movement"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="till_movement_positive")
        ]


class CountedCash(AppendOnlyModel):
    """``pieces`` notes or coins of ``value`` minor units that a closing counted."""

    session = models.ForeignKey(TillSession, on_delete=models.RESTRICT, related_name="cash")
    value = models.BigIntegerField()
    pieces = models.PositiveIntegerField()

    deciding = Deciding("session_id value pieces")

    class Meta:
        db_table = "tills_counted_cash"
        ordering = ["-value"]
        constraints = [
            models.UniqueConstraint(fields=["session", "value"], name="till_counted_once")
        ]


class SessionNumbers(AppendOnlyModel):
    """The numbers of a series that a session took, from first to last, by its closing."""

    session = models.ForeignKey(TillSession, on_delete=models.RESTRICT, related_name="numbers")
    series_id = models.UUIDField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    deciding = Deciding("session_id series_id first last")

    class Meta:
        db_table = "tills_numbers"
        constraints = [
            models.UniqueConstraint(fields=["session", "series_id"], name="till_numbers_once"),
            models.CheckConstraint(
                condition=Q(first__gte=1, last__gte=F("first")), name="till_numbers_in_order"
            ),
        ]


class TillCorrection(AppendOnlyModel):
    """What was posted after a session had settled, since a sale or move came later."""

    session = models.ForeignKey(TillSession, on_delete=models.RESTRICT, related_name="corrections")
    amount = models.BigIntegerField()
    posted_at = models.DateTimeField()

    deciding = Deciding("session_id amount posted_at")

    class Meta:
        db_table = "tills_correction"


class HeldTillDocument(Entity):
    """What a device sent of a till and isn't taken until a person decides."""

    class Decision(models.TextChoices):
        TAKEN = "taken"
        DISMISSED = "dismissed"

    document_id = models.UUIDField()
    session_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=9)
    terminal = models.ForeignKey(
        "organisation.Terminal", on_delete=models.RESTRICT, related_name="+"
    )
    branch_id = models.UUIDField()
    reason = models.CharField(max_length=12)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decision = models.CharField(max_length=9, default="", blank=True)
    note = models.CharField(max_length=120, default="", blank=True)

    deciding = Deciding(
        (
            "document_id session_id kind terminal_id branch_id reason content content_hash "
            "decided_at decided_by decision"
        ),
        left_out="received_at note",
    )

    class Meta:
        db_table = "tills_held"
        indexes = [
            models.Index(fields=["branch_id", "decided_at"], name="till_held_waiting"),
            models.Index(fields=["decided_at", "received_at"], name="till_held_waits"),
            models.Index(fields=["session_id"], name="till_held_of_session"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document_id", "content_hash"], name="till_held_once")
        ]
