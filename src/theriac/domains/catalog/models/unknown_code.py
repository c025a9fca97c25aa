"""Codes that a counter met and no pack had, kept for who manages the catalogue."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.database.entity import Entity
from theriac.domains.catalog.models.pack import Pack

MOST_A_DAY = 100
"""Codes that one terminal may keep for the office on one day, by the server's date (UTC)."""


class UnknownCode(Entity):
    """A code as a barcode would be kept: a GTIN in 14 digits, or a shop's own text; each once.

    ``times`` counts how often a counter kept it; place, person and note are those of the last time.
    ``pack`` is the one that it opens since it left the list. No patient is named in ``note``.
    """

    class State(models.TextChoices):
        OPEN = "open"
        LINKED = "linked"
        ASIDE = "aside"

    code = models.CharField(max_length=60, unique=True)
    state = models.CharField(max_length=8, default=State.OPEN)
    times = models.PositiveIntegerField(default=0)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    terminal_id = models.UUIDField()
    person_id = models.UUIDField()
    note = models.CharField(max_length=120, default="")
    pack = models.ForeignKey(Pack, null=True, on_delete=models.RESTRICT, related_name="+")
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "catalog_unknown_code"
        indexes = [models.Index(fields=["state", "last_seen_at"], name="unknown_code_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", settled_at=None, pack=None)
                | models.Q(state="linked", settled_at__isnull=False, pack__isnull=False)
                | models.Q(state="aside", settled_at__isnull=False, pack=None),
                name="unknown_code_settled",
            )
        ]


class CodeSighting(AppendOnlyModel):
    """One time that a counter kept the code; the id is the device's.

    ``number`` counts what the terminal kept on ``day``, so that none keeps more than it may.
    ``seen_at`` is the device's clock, ``recorded_at`` the server's.
    """

    code = models.ForeignKey(UnknownCode, on_delete=models.RESTRICT, related_name="sightings")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    terminal_id = models.UUIDField()
    person_id = models.UUIDField()
    note = models.CharField(max_length=120, default="")
    seen_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    day = models.DateField()
    number = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "catalog_code_sighting"
        constraints = [
            models.UniqueConstraint(fields=["terminal_id", "day", "number"], name="sighting_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=MOST_A_DAY), name="sighting_bounded"
            ),
        ]
