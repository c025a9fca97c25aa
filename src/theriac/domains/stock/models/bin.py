"""Bins of a branch's shelves: where a product is at home, and where a batch really lies.

A bin is no place of the ledger: moving goods from one to another on the same shelf moves no stock.
"""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity
from theriac.domains.stock.models.batch import Batch


class Bin(Entity):
    """A compartment with a code on its label, such as A-04; unique in its branch."""

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    code = models.CharField(max_length=20)
    label = models.CharField(max_length=60, default="")
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "stock_bin"
        constraints = [models.UniqueConstraint(fields=["branch", "code"], name="bin_once")]


class HomeBin(Entity):
    """Where a product belongs at a branch."""

    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    bin = models.ForeignKey(Bin, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        db_table = "stock_home_bin"
        constraints = [models.UniqueConstraint(fields=["product", "branch"], name="home_bin_once")]


class BatchBin(Entity):
    """Where a batch lies at a branch."""

    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    bin = models.ForeignKey(Bin, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        db_table = "stock_batch_bin"
        constraints = [models.UniqueConstraint(fields=["batch", "branch"], name="batch_bin_once")]
