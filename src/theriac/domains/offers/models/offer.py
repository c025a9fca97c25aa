"""An offer of a supplier with its lines, as it was read, corrected and confirmed."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Offer(Entity):
    """What one supplier offers a branch; money is minor units of the pharmacy's currency.

    ``supplier`` is None until it is known; ``supplier_by`` says how it was guessed, or that a
    person chose it. ``freight`` is asked for each order below ``freight_free_from`` (None: for
    every one); ``minimum_order`` is the least that an order comes to. ``file_key`` is the file's
    hash while the offer stands, so that the same file stands once; ``sender`` is who sends it, as
    it is printed there and compared. ``marks`` are the places of the head's facts in the file.
    """

    class State(models.TextChoices):
        READING = "reading"
        DRAFT = "draft"
        CONFIRMED = "confirmed"
        WITHDRAWN = "withdrawn"

    class Source(models.TextChoices):
        FILE = "file"
        FEED = "feed"
        TYPED = "typed"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey(
        "suppliers.Supplier", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    supplier_by = models.CharField(max_length=12, default="")
    source = models.CharField(max_length=5)
    state = models.CharField(max_length=9, default=State.DRAFT)
    file_id = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, default="")
    file_key = models.CharField(max_length=64, null=True)
    sender = models.CharField(max_length=120, default="")
    number = models.CharField(max_length=40, default="")
    issued_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    freight = models.PositiveBigIntegerField(default=0)
    freight_free_from = models.PositiveBigIntegerField(null=True)
    minimum_order = models.PositiveBigIntegerField(default=0)
    note = models.CharField(max_length=120, default="")
    marks = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id supplier_id state valid_from valid_until freight freight_free_from "
            "minimum_order"
        ),
        left_out=(
            "supplier_by source file_id sha256 file_key sender number issued_on note marks "
            "created_at created_by confirmed_at confirmed_by version"
        ),
    )

    class Meta:
        db_table = "offers_offer"
        constraints = [
            models.UniqueConstraint(fields=["branch", "file_key"], name="offer_file_stands_once")
        ]
        indexes = [
            models.Index(fields=["branch", "created_at", "id"], name="offer_of_branch"),
            models.Index(fields=["supplier", "created_at"], name="offer_of_supplier"),
            models.Index(fields=["sha256"], name="offer_of_file"),
            models.Index(fields=["sender"], name="offer_of_sender"),
        ]


class OfferLine(Entity):
    """One pack of one product as it is offered, of ``factor`` base units.

    ``text`` to ``unit_text`` are what the supplier wrote. ``price`` is asked for one pack before
    discount; ``discount_ppm`` millionths and ``discount_amount`` minor units a pack are taken off
    it; ``tax_bp`` hundredths of a percent are in the price where ``tax_included``, else on top.
    Of ``bonus_for`` packs bought ``bonus_packs`` more are free. ``matched_by`` says why the line
    is this product, ``similarity`` (thousandths) how alike the names are; ``is_checked`` that a
    person looked. ``confidence`` (thousandths) is the least of its fields; ``marks`` hold for
    each field what was printed, how surely it was read, and its box on the page. ``faults`` are
    codes of what couldn't be read.
    """

    class State(models.TextChoices):
        OPEN = "open"
        CONFIRMED = "confirmed"
        LEFT_OUT = "left_out"

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=9, default=State.OPEN)
    is_checked = models.BooleanField(default=False)
    text = models.CharField(max_length=200, default="")
    code = models.CharField(max_length=60, default="")
    gtin = models.CharField(max_length=14, default="")
    maker = models.CharField(max_length=120, default="")
    pack_text = models.CharField(max_length=60, default="")
    unit_text = models.CharField(max_length=40, default="")
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    pack = models.ForeignKey("catalog.Pack", null=True, on_delete=models.RESTRICT, related_name="+")
    factor = models.PositiveIntegerField(null=True)
    matched_by = models.CharField(max_length=10, default="")
    similarity = models.PositiveSmallIntegerField(default=0)
    price = models.PositiveBigIntegerField(null=True)
    discount_ppm = models.PositiveIntegerField(default=0)
    discount_amount = models.PositiveBigIntegerField(default=0)
    tax_bp = models.PositiveIntegerField(default=0)
    tax_included = models.BooleanField(default=False)
    bonus_for = models.PositiveIntegerField(default=0)
    bonus_packs = models.PositiveIntegerField(default=0)
    minimum_packs = models.PositiveIntegerField(default=0)
    available_packs = models.PositiveIntegerField(null=True)
    batch_number = models.CharField(max_length=60, default="")
    expires_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    confidence = models.PositiveSmallIntegerField(default=1000)
    marks = models.JSONField(default=dict)
    faults = models.JSONField(default=list)

    class Meta:
        db_table = "offers_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "position"], name="offer_line_position"),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed")
                | models.Q(product__isnull=False, factor__gte=1, price__isnull=False),
                name="offer_line_confirmed_whole",
            ),
        ]
        indexes = [models.Index(fields=["product", "state"], name="offer_line_of_product")]
