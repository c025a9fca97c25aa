"""Document series: who owns which numbers. The counter is a row of its own, as it is contended."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.organisation.models.terminal import Terminal


class DocumentSeries(Entity):
    """A terminal's numbers for one kind of document and one fiscal period."""

    terminal = models.ForeignKey(Terminal, on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=12)
    prefix = models.CharField(max_length=20, unique=True)
    period = models.CharField(max_length=9)
    generation = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()

    deciding = Deciding("terminal_id kind prefix period generation", left_out="opened_at")

    class Meta:
        db_table = "organisation_series"
        constraints = [
            models.UniqueConstraint(
                fields=["terminal", "kind", "period", "generation"], name="series_of_terminal"
            )
        ]


class SeriesCounter(Entity):
    """The last number that the server itself took of a series; its id is the series' id."""

    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "organisation_series_counter"
