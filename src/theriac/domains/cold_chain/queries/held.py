"""Which batches wait for the assessment of an excursion."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.cold_chain.models import ExcursionBatch


def why_kept(batch_id: UUID) -> Text:
    """Why nobody releases the batch by hand: an excursion that isn't assessed; else ""."""
    waiting = ExcursionBatch.objects.filter(batch_id=batch_id, decision="")
    if not waiting.exists():
        return ""
    return _(
        "Its temperature was outside the limits. Only a pharmacist can release it, under "
        "Fridge temperatures."
    )
