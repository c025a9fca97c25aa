"""A pharmacy's own abbreviations: what its people type, and the words that they mean by it."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity


class Abbreviation(Entity):
    """A word as the search reads it (lower case), and what it stands for, as people wrote it."""

    short = models.CharField(max_length=12, unique=True)
    words = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "catalog_abbreviation"
