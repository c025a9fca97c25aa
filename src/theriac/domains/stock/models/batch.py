"""Batches and the places where they lie."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity

OUTSIDE_ID = UUID("00000000-0000-7000-8000-0000000000ff")
"""The one place that is the outside world, for every branch; made with a branch's places."""


class Place(Entity):
    """Where stock can be: a shelf, quarantine, on the way, or outside this pharmacy."""

    class Kind(models.TextChoices):
        SHELF = "shelf"
        QUARANTINE = "quarantine"
        TRANSIT = "transit"
        OUTSIDE = "outside"

    branch = models.ForeignKey(
        "organisation.Branch", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=40)

    deciding = Deciding("branch_id kind", left_out="name")

    class Meta:
        db_table = "stock_place"
        ordering = ["name"]


def is_withheld(state: str) -> bool:
    """Whether a batch in this state may not be sold: anything but released."""
    return state != Batch.State.RELEASED


class Batch(Entity):
    """Goods of one product made together: number, expiry, cost and printed MRP.

    ``cost_amount`` minor units paid for ``cost_units`` base units; ``mrp_amount`` is printed for
    ``mrp_units`` base units, and ``price_amount`` was confirmed for ``price_units`` as they came.
    ``own_price_amount`` for ``own_price_units`` is what this batch alone is sold for since
    ``own_price_from``, such as a markdown; None goes by the price list. Without an expiry it is
    kept, listed and not sold. A consigned batch is its supplier's until it is sold.
    """

    class State(models.TextChoices):
        RELEASED = "released"
        HELD = "held"
        RECALLED = "recalled"

    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=60, default="")
    expires_on = models.DateField(null=True)
    received_on = models.DateField()
    mrp_amount = models.PositiveBigIntegerField(null=True)
    mrp_units = models.PositiveIntegerField(default=1)
    cost_amount = models.PositiveBigIntegerField(null=True)
    cost_units = models.PositiveIntegerField(default=1)
    price_amount = models.PositiveBigIntegerField(null=True)
    price_units = models.PositiveIntegerField(default=1, db_default=1)
    own_price_amount = models.PositiveBigIntegerField(null=True)
    own_price_units = models.PositiveIntegerField(default=1, db_default=1)
    own_price_from = models.DateTimeField(null=True)
    supplier = models.ForeignKey(
        "suppliers.Supplier", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    is_consigned = models.BooleanField(default=False, db_default=False)
    state = models.CharField(max_length=8, default=State.RELEASED)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "product_id number expires_on received_on mrp_amount mrp_units cost_amount "
            "cost_units price_amount price_units own_price_amount own_price_units own_price_from "
            "supplier_id is_consigned state"
        ),
        left_out="version",
    )

    class Meta:
        db_table = "stock_batch"
        indexes = [
            models.Index(fields=["product", "expires_on"], name="batch_of_product"),
            models.Index(fields=["expires_on"], name="batch_expiry"),
            models.Index(fields=["number"], name="batch_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mrp_units__gte=1)
                & models.Q(cost_units__gte=1)
                & models.Q(own_price_units__gte=1),
                name="batch_units_whole",
            )
        ]
