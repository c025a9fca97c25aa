"""A preparation with its ingredients and their batches, and formulas to begin one from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Formula(Entity):
    """What a branch compounds again: the product that comes out, its form, fees and ingredients.

    ``units`` is what is usually made; fees are minor units. Never changed: another is saved and
    this one archived, so that a preparation's formula stays what it was.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=80)
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    units = models.PositiveIntegerField()
    form = models.CharField(max_length=12)
    service_fee = models.PositiveBigIntegerField()
    packing_fee = models.PositiveBigIntegerField()
    instructions = models.CharField(max_length=250, default="", blank=True)
    archived = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id product_id units form service_fee packing_fee archived",
        left_out="name instructions created_at created_by version",
    )

    class Meta:
        db_table = "compounding_formula"
        indexes = [models.Index(fields=["branch", "archived"], name="formula_of_branch")]


class FormulaLine(Entity):
    """What one unit takes of an ingredient: a fraction of base units."""

    formula = models.ForeignKey(Formula, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()

    deciding = Deciding("formula_id position product_id numerator denominator")

    class Meta:
        db_table = "compounding_formula_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["formula", "product"], name="formula_line_once")
        ]


class Preparation(Entity):
    """So many units of a product, made of ingredients, and checked by somebody else.

    ``cost`` is what the ingredients' batches were worth, ``price`` what they are sold for; with
    the fees that is the selling price of the batch. Minor units. ``prescription_id`` and
    ``prescription_line_id`` name the line of a prescription that it is made for, where it is.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        MADE = "made"
        CHECKED = "checked"
        DISCARDED = "discarded"

    class Discard(models.TextChoices):
        WRONG_INGREDIENT = "wrong_ingredient"
        WRONG_QUANTITY = "wrong_quantity"
        APPEARANCE = "appearance"
        CONTAMINATED = "contaminated"
        NOT_NEEDED = "not_needed"
        OTHER = "other"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=9, default=State.DRAFT)
    number = models.CharField(max_length=40, default="")
    formula = models.ForeignKey(Formula, null=True, on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    units = models.PositiveIntegerField()
    form = models.CharField(max_length=12)
    service_fee = models.PositiveBigIntegerField()
    packing_fee = models.PositiveBigIntegerField()
    instructions = models.CharField(max_length=250, default="", blank=True)
    prescription_id = models.UUIDField(null=True)
    prescription_line_id = models.UUIDField(null=True)
    batch = models.OneToOneField(
        "stock.Batch", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    beyond_use_on = models.DateField(null=True)
    cost = models.PositiveBigIntegerField(null=True)
    price = models.PositiveBigIntegerField(null=True)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    made_at = models.DateTimeField(null=True)
    made_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    discard_code = models.CharField(max_length=16, default="", blank=True)
    discard_reason = models.CharField(max_length=120, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id state number formula_id product_id units form service_fee packing_fee "
        "prescription_id prescription_line_id batch_id beyond_use_on cost price made_by "
        "settled_by discard_code",
        left_out="instructions created_at created_by made_at settled_at discard_reason version",
    )

    class Meta:
        db_table = "compounding_preparation"
        constraints = [
            models.CheckConstraint(condition=Q(units__gte=1), name="preparation_of_something"),
            models.CheckConstraint(
                condition=~Q(state="checked") | ~Q(made_by=F("settled_by")),
                name="preparation_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(prescription_id=None, prescription_line_id=None)
                | Q(prescription_id__isnull=False, prescription_line_id__isnull=False),
                name="preparation_for_a_line",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "state", "created_at"], name="preparation_of_branch"),
            models.Index(fields=["prescription_id"], name="preparation_of_prescription"),
        ]


class PreparationLine(Entity):
    """An ingredient: what one unit takes of it, the base units that all of it uses.

    ``price`` is what these are sold for at the making, minor units; None before.
    """

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    quantity = models.PositiveBigIntegerField()
    price = models.PositiveBigIntegerField(null=True)

    deciding = Deciding("preparation_id position product_id numerator denominator quantity price")

    class Meta:
        db_table = "compounding_preparation_line"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="preparation_line_positive"),
            models.UniqueConstraint(
                fields=["preparation", "product"], name="preparation_line_once"
            ),
        ]


class UsedBatch(AppendOnlyModel):
    """Base units of a batch that went into a preparation, with what they cost."""

    preparation = models.ForeignKey(Preparation, on_delete=models.RESTRICT, related_name="used")
    line = models.ForeignKey(PreparationLine, on_delete=models.RESTRICT, related_name="used")
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    cost = models.PositiveBigIntegerField()

    deciding = Deciding("preparation_id line_id batch_id quantity cost")

    class Meta:
        db_table = "compounding_used_batch"
        constraints = [models.UniqueConstraint(fields=["line", "batch"], name="used_batch_once")]
