"""Whether a person has a PIN for counters."""

from __future__ import annotations

from uuid import UUID

from theriac.domains.accounts.models import CounterPin


def has_failed_tries(user_id: UUID) -> bool:
    """Whether a wrong one was tried since it last fitted."""
    return CounterPin.objects.filter(user_id=user_id, failed__gt=0).exists()
