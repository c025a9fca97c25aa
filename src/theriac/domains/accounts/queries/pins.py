"""Whether a person has a PIN for counters."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef

from theriac.domains.accounts.models import CounterPin


def has_failed_tries(user_id: UUID) -> bool:
    """Whether a wrong one was tried since it last fitted."""
    return CounterPin.objects.filter(user_id=user_id, failed__gt=0).exists()


def has_pin(user_id: UUID) -> bool:
    """Whether this person has one."""
    return CounterPin.objects.filter(user_id=user_id).exists()


def pin_held() -> Exists:
    """Whether a person of a list of people has one, beside what is read of them anyway."""
    return Exists(CounterPin.objects.filter(user_id=OuterRef("pk")))
