"""A proposal with its lines, what it was made from, and what was decided of it."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class PurchaseProposal(Entity):
    """What to buy for a branch under ``money_limit``. Money is minor units.

    ``terms`` are as they were asked; ``settled`` what persons settled of products: the option and
    the paid packs, by product. ``market`` is the text of what the plan was made from, its SHA-256
    ``market_hash``. ``kept_out`` tells of each product left out the limits and amounts, ``outlook``
    what more or less money would buy. ``gap`` is millionths that the best plan may be better by.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        ORDERED = "ordered"
        REJECTED = "rejected"
        EXPIRED = "expired"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=9, default=State.DRAFT)
    terms = models.JSONField()
    money_limit = models.PositiveBigIntegerField()
    settled = models.JSONField(default=dict)
    market = models.TextField()
    market_hash = models.CharField(max_length=64)
    kept_out = models.JSONField(default=list)
    outlook = models.JSONField(default=list)
    goods = models.PositiveBigIntegerField(default=0)
    freight = models.PositiveBigIntegerField(default=0)
    saved = models.PositiveBigIntegerField(default=0)
    gap = models.PositiveIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3)
    valid_until = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id state money_limit market_hash goods freight lines currency valid_until "
            "submitted_at submitted_by"
        ),
        left_out=("terms settled market kept_out outlook saved gap created_at created_by version"),
    )

    class Meta:
        db_table = "proposals_proposal"
        indexes = [
            models.Index(fields=["branch", "created_at", "id"], name="proposal_of_branch"),
            models.Index(fields=["state", "valid_until"], name="proposal_of_state"),
        ]

    @property
    def cost(self) -> int:
        """All that its orders ask."""
        return self.goods + self.freight


class ProposalLine(Entity):
    """So many paid packs of ``factor`` base units of one offer, with the free ones.

    ``price`` is a paid pack's without tax, ``discount`` minor units off all; ``cost`` is with tax,
    rounded up pack by pack. ``reasons`` are the figures that say why.
    """

    proposal = models.ForeignKey(PurchaseProposal, on_delete=models.CASCADE, related_name="bought")
    position = models.PositiveIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    pack = models.ForeignKey("catalog.Pack", on_delete=models.RESTRICT, related_name="+")
    option_id = models.UUIDField()
    offer_line_id = models.UUIDField(null=True)
    factor = models.PositiveIntegerField()
    packs = models.PositiveIntegerField()
    bonus_packs = models.PositiveIntegerField(default=0)
    price = models.PositiveBigIntegerField()
    discount = models.PositiveBigIntegerField(default=0)
    tax_bp = models.PositiveIntegerField(default=0)
    cost = models.PositiveBigIntegerField()
    supplier_code = models.CharField(max_length=60, default="")
    is_settled = models.BooleanField(default=False)
    reasons = models.JSONField(default=dict)

    class Meta:
        db_table = "proposals_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "product"], name="proposal_product_once"),
            models.CheckConstraint(
                condition=models.Q(packs__gte=1, factor__gte=1), name="proposal_line_buys"
            ),
        ]


class ProposalDecision(AppendOnlyModel):
    """What somebody else than the author decided, once: appended, sealed, never changed.

    ``content_hash`` is of the terms, what the plan was made from, and every line; ``total`` is
    minor units.
    """

    proposal = models.OneToOneField(
        PurchaseProposal, on_delete=models.RESTRICT, related_name="decision"
    )
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    approved = models.BooleanField()
    total = models.PositiveBigIntegerField()
    content_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=120)
    submitted_by = models.UUIDField()
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "proposals_decision"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person_id=models.F("submitted_by")),
                name="proposal_decided_by_another",
            )
        ]
        indexes = [models.Index(fields=["recorded_at"], name="proposal_decision_recorded")]
