"""Whom a sale was for, apart from the sale: by reference only, so that erasure leaves no trace."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.domains.sales.models.sale import Sale


class SalePatient(AppendOnlyModel):
    """The patient whom somebody at the counter named for a sale."""

    sale = models.OneToOneField(Sale, on_delete=models.RESTRICT, related_name="patient")
    patient_id = models.UUIDField()

    deciding = Deciding("sale_id patient_id")

    class Meta:
        db_table = "sales_patient"
        indexes = [models.Index(fields=["patient_id"], name="sale_of_patient")]
