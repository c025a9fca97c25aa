"""Old medicines that people bring back: weighed and logged, never stock."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel


class TakenBack(AppendOnlyModel):
    """One bag or box that somebody handed in. A wrong entry is answered by one that names it.

    Nobody who hands in is named. ``product_id`` where the catalogue has it, else ``name``.
    """

    class Waste(models.TextChoices):
        TABLETS = "tablets"
        LIQUIDS = "liquids"
        CREAMS = "creams"
        AEROSOLS = "aerosols"
        INJECTIONS = "injections"
        SHARPS = "sharps"
        CONTROLLED = "controlled"
        CYTOTOXIC = "cytotoxic"
        MIXED = "mixed"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    business_on = models.DateField()
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    name = models.CharField(max_length=120, default="")
    waste = models.CharField(max_length=12, choices=Waste.choices)
    grams = models.PositiveIntegerField()
    note = models.CharField(max_length=120, default="")
    cancels = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="+")
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "stock_taken_back"
        constraints = [
            models.CheckConstraint(condition=models.Q(grams__gte=1), name="taken_back_weighs")
        ]
        indexes = [models.Index(fields=["branch", "business_on"], name="taken_back_of_day")]
