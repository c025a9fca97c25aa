"""How allauth's second step behaves here: secrets locked, words of the house."""

from __future__ import annotations

import base64
import os

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.sealing import at_rest
from theriac.core.sealing.encoding import CantOpen

PLACE = "mfa_authenticator.data"
"""Where a secret is locked. allauth names no row here, so that it isn't bound to one."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets at rest are locked; nothing is asked of e-mail addresses."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "Wrong code. Enter the code shown now, or try the passkey again."
        ),
        "cannot_delete_authenticator": gettext_lazy("This can’t be removed."),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Set up an authenticator app or a passkey first."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The text locked under the newest secret of the installation."""
        return at_rest.lock(text.encode(), PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """The text; one that nobody knows where it doesn't open, so that no code fits it."""
        try:
            return at_rest.unlock(encrypted_text, PLACE).decode()
        except CantOpen:
            return base64.b32encode(os.urandom(40)).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        """What a passkey is called until its owner says otherwise."""
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)s") % {"number": known + 1}
