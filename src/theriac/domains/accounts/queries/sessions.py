"""Where a person is signed in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from theriac.core import clock
from theriac.domains.accounts.models import SignIn, TokenFamily


def live_sign_ins(user_id: UUID) -> QuerySet[SignIn]:
    """The browsers where a person is signed in now, the one used last first."""
    since = clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    rows = SignIn.objects.filter(user_id=user_id, ended_at=None, last_used_at__gte=since)
    return rows.order_by("-last_used_at", "-id")


def live_programs(user_id: UUID) -> QuerySet[TokenFamily]:
    """The programs where a person is signed in now, the one used last first."""
    rows = TokenFamily.objects.filter(user_id=user_id, ended_at=None, ends_at__gt=clock.now())
    return rows.order_by("-used_at", "-id")
