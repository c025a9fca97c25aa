"""The base of every stored thing: a UUIDv7 as primary key."""

from __future__ import annotations

from django.db import models

from theriac.core.ids import new_id


class Entity(models.Model):
    """A row with a UUIDv7 id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
