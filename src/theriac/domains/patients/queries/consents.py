"""Whether somebody may be reached, and what they said before."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.domains.patients.models import Consent
from theriac.domains.patients.queries.groups import ids_of


def latest_consents(patient_ids: Sequence[UUID]) -> list[Consent]:
    """The last word on each purpose and channel, over all of a patient's records."""
    rows = Consent.objects.filter(patient_id__in=list(patient_ids)).order_by("said_at", "id")
    last = {(row.purpose, row.channel): row for row in rows}
    return [last[key] for key in sorted(last)]


def may_contact(patient_id: UUID, purpose: str, channel: str) -> bool:
    """Whether the patient's last word allows it. Without a word nothing is allowed."""
    words = latest_consents(ids_of(patient_id))
    return any(
        word.is_given for word in words if (word.purpose, word.channel) == (purpose, channel)
    )
