"""Whose badge a code is, and who has one."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Subquery

from theriac.core.secrets import keyed_hash
from theriac.domains.accounts.models import CounterBadge


def badge_of_code(code: str) -> CounterBadge | None:
    """The badge that holds and has this code."""
    return CounterBadge.objects.filter(code_hash=keyed_hash(code), ended_at=None).first()


def badge_of(user_id: UUID) -> CounterBadge | None:
    """The badge that the person has."""
    return CounterBadge.objects.filter(user_id=user_id, ended_at=None).first()


def who_has_badges() -> set[UUID]:
    """The ids of all people who hold a badge."""
    return set(CounterBadge.objects.filter(ended_at=None).values_list("user_id", flat=True))


def badge_held() -> Subquery:
    """The id of the badge that a person of a list of people holds, beside what is read of them."""
    held = CounterBadge.objects.filter(user_id=OuterRef("pk"), ended_at=None)
    return Subquery(held.values("id")[:1])
