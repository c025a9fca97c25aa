"""Who has a second step at sign-in, and who must."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef

from theriac.domains.accounts.models import Assignment

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What stands as a second step; recovery codes only replace one."""


def kinds_of_factor(user_id: UUID) -> frozenset[str]:
    """``totp``, ``webauthn``: what the person has set up."""
    rows = Authenticator.objects.filter(user_id=user_id, type__in=STEPS)
    return frozenset(rows.order_by().values_list("type", flat=True))


def owns_passkey(user_id: UUID) -> bool:
    """Whether this person has a passkey."""
    return Authenticator.Type.WEBAUTHN in kinds_of_factor(user_id)


def has_passkey() -> Exists:
    """Whether a person of a list of people has a passkey, beside what is read of them anyway."""
    keys = Authenticator.objects.filter(user_id=OuterRef("pk"), type=Authenticator.Type.WEBAUTHN)
    return Exists(keys)


def asks_second_step(user_id: UUID) -> bool:
    """Whether a password alone doesn't show who the person is: they have another step, or must."""
    return bool(kinds_of_factor(user_id)) or must_have_factor(user_id)


def must_have_factor(user_id: UUID) -> bool:
    """Whether a role of the person asks for a second step."""
    roles = settings.SECOND_STEP_ROLES
    held = Assignment.objects.filter(user_id=user_id, role__code__in=roles)
    return bool(roles) and held.order_by().exists()


def lacks_factor(user_id: UUID) -> bool:
    """Whether a role asks for a second step that the person hasn't set up; one read."""
    if not settings.SECOND_STEP_ROLES:
        return False
    rows = Assignment.objects.filter(
        user_id=user_id, role__code__in=settings.SECOND_STEP_ROLES
    ).exclude(user_id__in=Authenticator.objects.filter(type__in=STEPS).values("user_id"))
    return rows.order_by().exists()
