"""Registers and their lines."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Register(Entity):
    """A branch's register of one kind, such as ``narcotic_register``, and its last number.

    Contended, so nothing refers to it: who writes lines locks it last.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    code = models.CharField(max_length=24)
    last_number = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "controlled_register"
        constraints = [
            models.UniqueConstraint(fields=["branch", "code"], name="register_of_branch")
        ]


class RegisterLine(AppendOnlyModel):
    """A numbered line: ``change`` base units of a batch, and what stands after it.

    ``balance`` is the product's at the branch, ``batch_balance`` the batch's. A line of a movement
    has its id, kind and document; ``opening`` takes over what lay there when the law began to ask
    for the register, ``closing`` ends it. ``corrects`` is the line whose movement this one
    answers. Of goods that were lost on their way the change is 0 and ``quantity`` tells how many.
    """

    class Kind(models.TextChoices):
        OPENING = "opening"
        CLOSING = "closing"

    register_id = models.UUIDField()
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    code = models.CharField(max_length=24)
    number = models.PositiveBigIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=12)
    quantity = models.BigIntegerField()
    """1 or more; with a sign, since MariaDB negates no unsigned number in a check."""
    change = models.BigIntegerField()
    batch_balance = models.PositiveBigIntegerField()
    balance = models.PositiveBigIntegerField()
    movement_id = models.UUIDField(null=True)
    document_id = models.UUIDField(null=True)
    document_number = models.CharField(max_length=40, default="")
    reason = models.CharField(max_length=120, default="")
    corrects = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="+")
    person_id = models.UUIDField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "controlled_register_line"
        constraints = [
            models.UniqueConstraint(fields=["register_id", "number"], name="register_line_number"),
            models.UniqueConstraint(
                fields=["register_id", "movement_id"], name="register_line_of_movement"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="register_line_units"),
            models.CheckConstraint(
                condition=models.Q(change=0)
                | models.Q(change=models.F("quantity"))
                | models.Q(change=0 - models.F("quantity")),
                name="register_line_change",
            ),
        ]
        indexes = [
            models.Index(fields=["register_id", "product", "number"], name="register_line_page"),
            models.Index(fields=["branch", "recorded_at"], name="register_line_of_branch"),
            models.Index(fields=["movement_id"], name="register_line_movement"),
            models.Index(fields=["document_id"], name="register_line_document"),
            models.Index(fields=["recorded_at"], name="register_line_recorded"),
        ]


class CountCase(Entity):
    """A difference that a blind count found, until somebody says why; ``due_on`` is the law's day.

    ``difference``: base units counted less those of the register, by the last count. ``open_key``
    holds the one open case of a product at a branch, and is empty afterwards.
    """

    class State(models.TextChoices):
        OPEN = "open"
        SETTLED = "settled"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    code = models.CharField(max_length=24)
    state = models.CharField(max_length=8, default=State.OPEN)
    difference = models.BigIntegerField()
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    explanation = models.CharField(max_length=250, default="", blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    witness_id = models.UUIDField(null=True)
    open_key = models.CharField(max_length=80, null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id product_id code state difference due_on settled_by witness_id",
        left_out="opened_at explanation settled_at open_key version",
    )

    class Meta:
        db_table = "controlled_count_case"
        indexes = [models.Index(fields=["branch", "state", "due_on"], name="count_case_of_branch")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", settled_at=None)
                | (
                    models.Q(
                        state="settled",
                        settled_at__isnull=False,
                        settled_by__isnull=False,
                        witness_id__isnull=False,
                        open_key=None,
                    )
                    & ~models.Q(explanation="")
                    & ~models.Q(settled_by=models.F("witness_id"))
                ),
                name="count_case_settled_by_two",
            )
        ]


class BlindCount(AppendOnlyModel):
    """What somebody counted of a product without seeing what the register has of it.

    ``expected`` is what the register had at that instant; ``case`` the difference that it found.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    code = models.CharField(max_length=24)
    counted = models.PositiveBigIntegerField()
    expected = models.PositiveBigIntegerField()
    case = models.ForeignKey(CountCase, null=True, on_delete=models.RESTRICT, related_name="counts")
    counted_by = models.UUIDField()
    business_on = models.DateField()
    recorded_at = models.DateTimeField()

    deciding = Deciding(
        "branch_id product_id code counted expected case_id counted_by business_on",
        left_out="recorded_at",
    )

    class Meta:
        db_table = "controlled_blind_count"
        indexes = [
            models.Index(fields=["branch", "business_on", "product"], name="blind_count_of_day")
        ]


class DispensingLimit(Entity):
    """At most ``units`` base units in ``days`` days to one patient, of a class or a substance.

    It counts at every branch together. ``refuses`` a sale beyond it, else the sale is flagged.
    """

    legal_class = models.CharField(max_length=24, default="", blank=True)
    substance = models.CharField(max_length=250, default="", blank=True)
    units = models.PositiveBigIntegerField()
    days = models.PositiveSmallIntegerField()
    refuses = models.BooleanField()
    set_by = models.UUIDField()
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    open_key = models.CharField(max_length=252, null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "legal_class substance units days refuses set_by",
        left_out="set_at ended_at open_key version",
    )

    class Meta:
        db_table = "controlled_limit"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(units__gte=1, days__gte=1)
                & (
                    models.Q(substance="") & ~models.Q(legal_class="")
                    | models.Q(legal_class="") & ~models.Q(substance="")
                ),
                name="dispensing_limit_of_something",
            )
        ]


class HandedUnits(AppendOnlyModel):
    """What a patient got of a registered product in one sale, by reference only."""

    patient_id = models.UUIDField()
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    legal_class = models.CharField(max_length=24)
    substance = models.CharField(max_length=250, default="")
    units = models.PositiveBigIntegerField()
    document_id = models.UUIDField()
    business_on = models.DateField()
    recorded_at = models.DateTimeField()

    deciding = Deciding(
        "patient_id branch_id product_id legal_class substance units document_id business_on",
        left_out="recorded_at",
    )

    class Meta:
        db_table = "controlled_handed"
        indexes = [models.Index(fields=["patient_id", "business_on"], name="handed_to_patient")]


class PatientTurn(Entity):
    """Locked while what a patient gets is compared with limits: two branches go one by one.

    Its id is the patient's.
    """

    sales = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "controlled_patient_turn"
