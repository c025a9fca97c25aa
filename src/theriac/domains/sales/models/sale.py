"""The sale with its lines, payments and grounds; appended whole, never changed.

Who prescribed is encrypted under its month's key (``core.privacy.periods``).

Amounts are whole minor units of ``currency``. A line's batches are its movements in stock.
"""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity


class Sale(AppendOnlyModel):
    """One completed sale. ``occurred_at`` and ``number`` are the device's, ``recorded_at`` ours."""

    class Source(models.TextChoices):
        API = "api"
        COUNTER = "counter"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    terminal = models.ForeignKey(
        "organisation.Terminal", on_delete=models.RESTRICT, related_name="+"
    )
    series = models.ForeignKey(
        "organisation.DocumentSeries", on_delete=models.RESTRICT, related_name="+"
    )
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    source = models.CharField(max_length=8)
    person_id = models.UUIDField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    business_on = models.DateField()
    currency = models.CharField(max_length=3)
    gross = models.BigIntegerField()
    discount = models.BigIntegerField()
    tax = models.BigIntegerField()
    rounding = models.BigIntegerField()
    total = models.BigIntegerField()
    place_of_supply = models.CharField(max_length=4, default="")
    till_session_id = models.UUIDField(null=True)
    """The till session that it was sold in, as its device says; no key, it may come first."""
    content_hash = models.CharField(max_length=64)

    class Meta:
        db_table = "sales_sale"
        constraints = [
            models.UniqueConstraint(fields=["series", "sequence"], name="sale_number_once")
        ]
        indexes = [
            models.Index(fields=["branch", "business_on"], name="sale_of_day"),
            models.Index(
                fields=["number"], name="sale_by_number", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(fields=["recorded_at"], name="sale_recorded"),
            models.Index(fields=["till_session_id"], name="sale_of_till_session"),
        ]


class SaleGround(PersonalEntity, AppendOnlyModel):
    """Why prescription-only lines could be sold: the prescription seen, or the exception.

    ``details`` holds ``prescriber`` and ``number`` of a prescription, of registered medicines the
    prescriber's ``licence`` and ``address`` as they were, and nothing of an exception.
    """

    class Kind(models.TextChoices):
        PRESCRIPTION = "prescription"
        EXCEPTION = "exception"

    sale = models.ForeignKey(Sale, on_delete=models.RESTRICT, related_name="grounds")
    kind = models.CharField(max_length=12)
    details = EncryptedJSON(label="sale.ground", owner="key_id", default=dict)
    key_id = models.UUIDField()
    kept_hashes = models.JSONField(default=dict)
    """Of rows that were sealed while they were readable: the keyed hashes in their leaves."""
    written_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    """The last day on which it is dispensed, by what held on the day of the sale; see grounds."""
    asks_patient = models.BooleanField(default=False, db_default=False)
    """Whether the law asked, on the day of the sale, for the patient of what it lets go."""
    exception = models.CharField(max_length=40, default="")
    permitted_by = models.UUIDField()
    duty_turn_id = models.UUIDField(null=True)
    """The turn of duty of the pharmacist who was responsible at that moment, where one was."""

    class Meta:
        db_table = "sales_ground"


class SaleLine(AppendOnlyModel):
    """One product in one pack at one price; ``price_amount`` for ``price_units`` base units."""

    sale = models.ForeignKey(Sale, on_delete=models.RESTRICT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    pack = models.ForeignKey("catalog.Pack", on_delete=models.RESTRICT, related_name="+")
    packs = models.PositiveIntegerField()
    quantity = models.PositiveBigIntegerField()
    price_amount = models.PositiveBigIntegerField()
    price_units = models.PositiveIntegerField()
    gross = models.BigIntegerField()
    discount = models.BigIntegerField()
    taxable = models.BigIntegerField()
    tax = models.BigIntegerField()
    total = models.BigIntegerField()
    taxes = models.JSONField()
    promotion_id = models.UUIDField(null=True)
    promotion_off = models.BigIntegerField(default=0)
    """What of the discount a promotion gave; the rest whoever sold gave."""
    promotion_told = models.CharField(max_length=160, default="")
    """The promotion and what it gives, as the customer was told."""
    instead_of = models.UUIDField(null=True)
    """The product that was asked for, where this one was taken as the cheaper of its generic."""
    instead_saved = models.BigIntegerField(default=0)
    """What that saved, by the prices then; below zero where it cost more."""
    ground_id = models.UUIDField(null=True)
    prescription_line_id = models.UUIDField(null=True)
    """The line of a prescription that it was sold on; its dispense names the sale."""

    class Meta:
        db_table = "sales_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sale", "position"], name="line_position"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="line_positive"),
        ]


class Payment(AppendOnlyModel):
    """How a part was paid; ``tendered`` less ``change`` counts towards the total.

    ``reference`` of one by credit is the account's number, of one with points the member's, of one
    with a gift card the id of what the card paid.
    """

    class Method(models.TextChoices):
        CASH = "cash"
        CARD = "card"
        TRANSFER = "transfer"
        QR = "qr"
        CREDIT = "credit"
        EXCHANGE = "exchange"
        POINTS = "points"
        GIFT_CARD = "gift_card"

    sale = models.ForeignKey(Sale, on_delete=models.RESTRICT, related_name="payments")
    method = models.CharField(max_length=10)
    tendered = models.BigIntegerField()
    change = models.BigIntegerField()
    reference = models.CharField(max_length=60, default="")

    class Meta:
        db_table = "sales_payment"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(change__gte=0) & models.Q(tendered__gte=models.F("change")),
                name="payment_change_fits",
            )
        ]
