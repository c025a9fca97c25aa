"""What was confirmed of an offer, for good: appended, sealed, never changed."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.domains.offers.models.offer import Offer


class OfferConfirmation(AppendOnlyModel):
    """That a person stood for an offer; ``content_hash`` is of its head and all its lines."""

    offer = models.OneToOneField(Offer, on_delete=models.RESTRICT, related_name="confirmation")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    lines = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "offers_confirmation"
        indexes = [models.Index(fields=["recorded_at"], name="offer_confirmation_recorded")]
