"""A quotation and its lines."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity

MARK = "QT"
"""The mark of quotations in their numbers: MLT-QT-26-000012."""


class Quotation(PersonalEntity):
    """What goods would cost, in minor units; ``valid_until`` is the last day of its prices.

    ``details`` names who asked, under the key of a month; ``patient_id`` and ``credit_account_id``
    are whom it is for and whose account will pay, where somebody said. ``sale_id`` is the sale that
    it became, or, while it is issued, the basket that a counter has it in since ``taken_at``.
    """

    class State(models.TextChoices):
        ISSUED = "issued"
        CONVERTED = "converted"
        CANCELLED = "cancelled"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=9, default=State.ISSUED)
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    issued_by = models.UUIDField()
    terminal_id = models.UUIDField(null=True)
    valid_until = models.DateField()
    currency = models.CharField(max_length=3)
    place_of_supply = models.CharField(max_length=2, default="", blank=True)
    gross = models.BigIntegerField()
    discount = models.BigIntegerField()
    tax = models.BigIntegerField()
    rounding = models.BigIntegerField()
    total = models.BigIntegerField()
    details = EncryptedJSON(label="quotations.buyer", owner="key_id", default=dict)
    key_id = models.UUIDField()
    patient_id = models.UUIDField(null=True)
    credit_account_id = models.UUIDField(null=True)
    approval_id = models.UUIDField(null=True)
    sale_id = models.UUIDField(null=True, unique=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id number state issued_on issued_by valid_until currency place_of_supply gross "
        "discount tax rounding total patient_id credit_account_id approval_id sale_id taken_by",
        left_out="issued_at terminal_id details key_id taken_at ended_at reason version",
    )

    class Meta:
        db_table = "quotation"
        indexes = [
            models.Index(fields=["branch", "issued_on"], name="quotation_of_day"),
            models.Index(fields=["patient_id"], name="quotation_of_patient"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="issued", ended_at=None)
                | Q(state="converted", ended_at__isnull=False, sale_id__isnull=False)
                | Q(state="cancelled", ended_at__isnull=False, sale_id=None),
                name="quotation_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")), name="quotation_valid_once"
            ),
            models.CheckConstraint(
                condition=(Q(sale_id=None, taken_at=None, taken_by=None))
                | Q(sale_id__isnull=False, taken_at__isnull=False, taken_by__isnull=False),
                name="quotation_taken_whole",
            ),
        ]


class QuotationLine(Entity):
    """A product in one pack: ``price_amount`` for ``price_units`` base units, and the amounts."""

    quotation = models.ForeignKey(Quotation, on_delete=models.RESTRICT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    pack = models.ForeignKey("catalog.Pack", on_delete=models.RESTRICT, related_name="+")
    packs = models.PositiveIntegerField()
    quantity = models.PositiveBigIntegerField()
    price_amount = models.BigIntegerField()
    price_units = models.PositiveBigIntegerField()
    gross = models.BigIntegerField()
    discount = models.BigIntegerField()
    taxable = models.BigIntegerField()
    tax = models.BigIntegerField()
    total = models.BigIntegerField()
    taxes = models.JSONField(default=list)

    deciding = Deciding(
        "quotation_id position product_id pack_id packs quantity price_amount price_units gross "
        "discount taxable tax total",
        left_out="taxes",
    )

    class Meta:
        db_table = "quotation_line"
        constraints = [
            models.UniqueConstraint(fields=["quotation", "position"], name="quotation_line_place"),
            models.CheckConstraint(
                condition=Q(packs__gte=1, quantity__gte=1, price_units__gte=1, discount__gte=0)
                & Q(discount__lte=F("gross")),
                name="quotation_line_fits",
            ),
        ]
