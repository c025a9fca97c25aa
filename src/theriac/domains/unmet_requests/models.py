"""What was asked for and wasn't there."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity

MOST_A_DAY = 500
"""Requests that one terminal may tell on one day of its branch."""


class UnmetRequest(Entity):
    """Somebody asked a branch for a product, or in words for what the catalogue doesn't have.

    ``quantity`` counts base units of a product, else of what ``text`` says. ``asked_on`` is the
    branch's date at ``asked_at``, the device's clock; ``recorded_at`` the server's. ``want_id`` is
    the entry of the want list that it became. No patient is named in ``text`` or ``note``.
    """

    class State(models.TextChoices):
        OPEN = "open"
        LISTED = "listed"
        DISMISSED = "dismissed"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    terminal_id = models.UUIDField(null=True)
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    text = models.CharField(max_length=120, default="")
    quantity = models.PositiveBigIntegerField()
    note = models.CharField(max_length=120, default="")
    person_id = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=State.OPEN)
    want_id = models.UUIDField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "unmet_request"
        indexes = [
            models.Index(fields=["branch", "asked_on", "product"], name="unmet_request_of_day"),
            models.Index(fields=["terminal_id", "recorded_at"], name="unmet_request_told"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="unmet_something"),
            models.CheckConstraint(
                condition=models.Q(product__isnull=False, text="")
                | (models.Q(product=None) & ~models.Q(text="")),
                name="unmet_product_or_words",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", settled_at=None, want_id=None)
                | models.Q(state="listed", settled_at__isnull=False, want_id__isnull=False)
                | models.Q(state="dismissed", settled_at__isnull=False, want_id=None),
                name="unmet_settled",
            ),
        ]
