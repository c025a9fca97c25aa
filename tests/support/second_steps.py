"""An authenticator app for tests: the codes of a secret, and a person who has one."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from theriac.domains.accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET, later: int = 0) -> str:
    """The code that an app shows, or with ``later`` 1 the next, which is taken already."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def with_app(user_id: UUID) -> list[str]:
    """Set up an app under SECRET and recovery codes; returns these."""
    user: Any = User.objects.get(id=user_id)
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).generate_codes()


def forget_steps(user_id: UUID) -> None:
    """As if nothing had been set up."""
    Authenticator.objects.filter(user_id=user_id).delete()
