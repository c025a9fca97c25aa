"""Packs that a branch's counters show as tiles, for what is sold often and has no code to scan."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity
from theriac.domains.catalog.models.pack import Pack


class Favourite(Entity):
    """A pack among the tiles of a branch; the lowest ``position`` stands first."""

    branch_id = models.UUIDField()
    pack = models.ForeignKey(Pack, on_delete=models.RESTRICT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "catalog_favourite"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["branch_id", "pack"], name="favourite_once_a_branch"),
        ]
