"""What the search keeps in the database: each product's words, and how far they have changed.

Every process searches in a copy in memory (``search/stored/live_index.py``); these rows are what
the copies are made from and kept up to date by.
"""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """One product's words, ready for the index. An empty document tells that it is gone.

    The row outlives the product, so that the copies learn of a removal; it can be made again from
    the product at any time.
    """

    product_id = models.UUIDField(primary_key=True)
    revision = models.BigIntegerField(db_index=True)
    standing = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    document = models.TextField()

    class Meta:
        db_table = "catalog_search_entry"


class SearchPopularity(models.Model):
    """How well a product sells at a branch: each level is twice the one below.

    Counted anew from the sales each night; a product that doesn't sell has no row.
    """

    id = models.UUIDField(primary_key=True)
    branch_id = models.UUIDField()
    product_id = models.UUIDField()
    level = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "catalog_search_popularity"
        constraints = [
            models.UniqueConstraint(
                fields=["branch_id", "product_id"], name="search_popularity_once"
            ),
        ]


class SearchState(models.Model):
    """The one row that tells how far the entries are: the revision, and the marks of the last ones.

    Each change of the entries takes the next revision under this row's lock, so revisions become
    visible in their order. ``marks`` holds a random mark of each of the last revisions, by which a
    copy knows whether what it holds is a part of this history (it isn't after a rollback).
    ``ranked`` is a random mark of the last change of what sells, ``abbreviated`` one of the last
    change of the pharmacy's own abbreviations.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    revision = models.BigIntegerField(default=0)
    marks = models.CharField(max_length=1024, default="", blank=True)
    ranked = models.CharField(max_length=8, default="", blank=True)
    abbreviated = models.CharField(max_length=8, default="", blank=True)

    class Meta:
        db_table = "catalog_search_state"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="search_state_is_one_row"),
        ]
