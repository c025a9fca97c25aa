"""Merges of products that were in the catalogue twice, and pairs that are two products."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.catalog.models.product import Product


class ProductMerge(Entity):
    """``merged`` stands as ``kept`` from ``merged_at`` until it is undone.

    ``status_before`` was the merged product's. ``codes`` tells each barcode that was moved: its
    id, the pack that it opened and the one that it opens now; ``packs_made`` are packs that the
    kept product got for them; ``stock`` says what stock carried. ``open_key`` is unique while the
    merge holds and empty afterwards.
    """

    kept = models.ForeignKey(Product, on_delete=models.RESTRICT, related_name="+")
    merged = models.ForeignKey(Product, on_delete=models.RESTRICT, related_name="+")
    reason = models.CharField(max_length=250)
    status_before = models.CharField(max_length=12)
    codes = models.JSONField(default=list)
    packs_made = models.JSONField(default=list)
    stock = models.JSONField(default=dict)
    open_key = models.CharField(max_length=36, null=True, unique=True)
    merged_at = models.DateTimeField()
    merged_by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undone_reason = models.CharField(max_length=250, default="")

    deciding = Deciding(
        "kept_id merged_id status_before open_key undone_at codes packs_made stock",
        left_out="reason merged_at merged_by undone_by undone_reason",
    )

    class Meta:
        db_table = "catalog_product_merge"
        indexes = [models.Index(fields=["merged_at", "id"], name="product_merge_by_time")]


class DistinctProducts(Entity):
    """Two products of which a person said that they are two: they are proposed as one no more.

    ``one`` is the smaller id, so that a pair stands here once.
    """

    one = models.ForeignKey(Product, on_delete=models.RESTRICT, related_name="+")
    other = models.ForeignKey(Product, on_delete=models.RESTRICT, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.UUIDField()

    class Meta:
        db_table = "catalog_distinct_products"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="distinct_products_once")
        ]
        indexes = [models.Index(fields=["said_at", "id"], name="distinct_products_by_time")]
