"""The prescriber with licences and practices, the words that find them, and merges."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity


class Prescriber(PersonalEntity):
    """Who prescribes. ``prefix`` and ``suffix`` are titles before and after the name.

    ``contact`` holds private ``phone`` and ``email``, and ``note``, under a key of the person's
    own. One who was merged stands for nobody: ``merged_into`` does.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"

    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=40, default="", blank=True)
    suffix = models.CharField(max_length=60, default="", blank=True)
    profession = models.CharField(max_length=20)
    specialisation = models.CharField(max_length=80, default="", blank=True)
    contact = EncryptedJSON(label="prescribers.contact", default=dict)
    state = models.CharField(max_length=8, default=State.ACTIVE)
    state_reason = models.CharField(max_length=120, default="", blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+")
    erased_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "state merged_into_id erased_at",
        left_out=(
            "name prefix suffix profession specialisation contact state_reason created_at version"
        ),
    )

    class Meta:
        db_table = "prescribers_prescriber"
        indexes = [models.Index(fields=["name", "id"], name="prescriber_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its titles, as a prescription prints it: dr. Ani Wijaya, Sp.A."""
        named = " ".join(part for part in (self.prefix, self.name) if part)
        return f"{named}, {self.suffix}" if self.suffix else named


class PrescriberLicence(Entity):
    """A registration or practice licence; ``key`` is its number as it is compared.

    ``place`` names the practice that it holds for, where the country gives one for each.
    """

    prescriber = models.ForeignKey(Prescriber, on_delete=models.CASCADE, related_name="licences")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=80)
    key = models.CharField(max_length=160)
    issuer = models.CharField(max_length=80, default="", blank=True)
    place = models.CharField(max_length=120, default="", blank=True)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    deciding = Deciding(
        "prescriber_id kind issued_on valid_until", left_out="number key issuer place"
    )

    class Meta:
        db_table = "prescribers_licence"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="prescriber_number_once")
        ]
        indexes = [models.Index(fields=["valid_until"], name="prescriber_licence_due")]


class Practice(Entity):
    """Where somebody practises: name, address, telephone and hours as they are told."""

    prescriber = models.ForeignKey(Prescriber, on_delete=models.CASCADE, related_name="practices")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=250, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    hours = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        db_table = "prescribers_practice"
        ordering = ["position"]


class PrescriberWord(Entity):
    """What finds a prescriber; made anew with each change of them. See ``rules/words.py``."""

    prescriber = models.ForeignKey(Prescriber, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=8)
    word = models.CharField(max_length=160)

    class Meta:
        db_table = "prescribers_word"
        indexes = [
            models.Index(
                fields=["word", "kind"],
                name="prescriber_word",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],
            )
        ]


class PrescriberMerge(Entity):
    """That a record was found to be the same person; ``moved`` are ids of what went along."""

    kept = models.ForeignKey(Prescriber, on_delete=models.RESTRICT, related_name="+")
    merged = models.ForeignKey(Prescriber, on_delete=models.RESTRICT, related_name="+")
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField()
    merged_by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    deciding = Deciding(
        "kept_id merged_id merged_at merged_by undone_at undone_by", left_out="moved"
    )

    class Meta:
        db_table = "prescribers_merge"
