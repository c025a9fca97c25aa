"""Substances and generics: what a medicine is, whoever makes it (dm+d's VTM and VMP)."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Substance(Entity):
    """An active substance. ``key`` is its one writing, by which it is found."""

    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120, unique=True)

    deciding = Deciding("key", left_out="name")

    class Meta:
        db_table = "catalog_substance"

    def __str__(self) -> str:
        return self.name


class Generic(Entity):
    """Substances with their strengths in one dose form; products of one generic are equivalents.

    ``key`` is a digest of substances, strengths and form in their one writing.
    """

    name = models.CharField(max_length=400)
    dose_form = models.CharField(max_length=60)
    key = models.CharField(max_length=64, unique=True)
    atc = models.CharField(max_length=7, default="")
    """Its ATC code, of seven characters; "" where nobody said one."""
    substances = models.JSONField(default=list)
    """The names of its substances in order, as ``ingredients`` have them, for a device's copy."""
    strengths = models.JSONField(default=list)
    """Their strengths likewise."""

    deciding = Deciding("dose_form key substances strengths atc", left_out="name")

    class Meta:
        db_table = "catalog_generic"
        indexes = [models.Index(fields=["name", "id"], name="generic_by_name")]

    def __str__(self) -> str:
        return self.name


class Ingredient(Entity):
    """A substance of a generic with its strength, in the order in which they are named."""

    generic = models.ForeignKey(Generic, on_delete=models.RESTRICT, related_name="ingredients")
    substance = models.ForeignKey(Substance, on_delete=models.RESTRICT, related_name="ingredients")
    strength = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    deciding = Deciding("generic_id substance_id strength position")

    class Meta:
        db_table = "catalog_ingredient"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["generic", "substance"], name="ingredient_once")
        ]
