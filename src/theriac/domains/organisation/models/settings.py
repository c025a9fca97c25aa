"""Settings as typed columns, with every change kept."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.organisation.models.branch import Pharmacy


class PharmacySettings(Entity):
    """What a pharmacy decides for all its branches.

    With ``till_sessions`` a counter asks for an open till before it takes money. Newlines part the
    lines of ``receipt_header`` and ``receipt_footer``; ``receipt_hidden`` are PARTS of papers.
    """

    pharmacy = models.OneToOneField(Pharmacy, on_delete=models.RESTRICT, related_name="settings")
    expiry_far_days = models.PositiveSmallIntegerField(default=180, db_default=180)
    expiry_look_days = models.PositiveSmallIntegerField(default=90)
    expiry_stop_days = models.PositiveSmallIntegerField(default=30)
    cash_rounding = models.PositiveIntegerField(default=1)
    tax_rate_bp = models.PositiveIntegerField(default=0)
    tax_inclusive = models.BooleanField(default=True)
    receipt_width_mm = models.PositiveSmallIntegerField(default=80)
    receipt_language = models.CharField(max_length=2, default="en", db_default="en")
    receipt_header = models.CharField(max_length=250, default="", db_default="")
    receipt_footer = models.CharField(max_length=500, default="", db_default="")
    receipt_hidden = models.JSONField(default=list)
    receipt_logo_id = models.UUIDField(null=True)
    share_days = models.PositiveSmallIntegerField(default=90)
    mass_reads = models.PositiveIntegerField(default=200)
    customer_registration = models.BooleanField(default=False, db_default=False)
    privacy_text = models.CharField(max_length=6000, default="", db_default="")
    recount_percent = models.PositiveSmallIntegerField(default=10, db_default=10)
    recount_value = models.PositiveBigIntegerField(default=0, db_default=0)
    count_items = models.PositiveSmallIntegerField(default=20, db_default=20)
    cost_percent = models.PositiveSmallIntegerField(default=50, db_default=50)
    match_percent = models.PositiveSmallIntegerField(default=2, db_default=2)
    prescription_days = models.PositiveSmallIntegerField(default=30, db_default=30)
    lead_days = models.PositiveSmallIntegerField(default=7, db_default=7)
    lead_orders = models.PositiveSmallIntegerField(default=5, db_default=5)
    review_days = models.PositiveSmallIntegerField(default=7, db_default=7)
    service_percent = models.PositiveSmallIntegerField(default=95, db_default=95)
    vital_percent = models.PositiveSmallIntegerField(default=98, db_default=98)
    returns_to_shelf = models.BooleanField(default=True, db_default=True)
    unreceipted_days = models.PositiveSmallIntegerField(default=30, db_default=30)
    till_sessions = models.BooleanField(default=True, db_default=True)
    promotions_until = models.DateField(null=True)
    """The last day of any promotion; nobody sets it, and it only grows."""
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "pharmacy_id expiry_far_days expiry_look_days expiry_stop_days cash_rounding "
            "tax_rate_bp tax_inclusive share_days mass_reads customer_registration "
            "recount_percent recount_value count_items cost_percent match_percent "
            "prescription_days lead_days lead_orders review_days service_percent "
            "vital_percent returns_to_shelf unreceipted_days till_sessions"
        ),
        hashed="privacy_text",
        left_out=(
            "receipt_width_mm receipt_language receipt_header receipt_footer receipt_hidden "
            "receipt_logo_id promotions_until version"
        ),
    )

    class Meta:
        db_table = "organisation_settings"


class SettingsChange(AppendOnlyModel):
    """One change of settings: who, when, before and after, and which earlier one it puts back."""

    pharmacy = models.ForeignKey(Pharmacy, on_delete=models.RESTRICT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    before = models.JSONField()
    after = models.JSONField()
    puts_back = models.UUIDField(null=True)

    deciding = Deciding("pharmacy_id changed_at changed_by puts_back before after")

    class Meta:
        db_table = "organisation_settings_change"
