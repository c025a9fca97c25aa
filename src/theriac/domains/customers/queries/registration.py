"""Whether customers may register here, to what they agree, and who waits to confirm."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings as environment

from theriac.core import clock
from theriac.core.secrets import keyed_hash
from theriac.domains.customers.models import Registration
from theriac.domains.customers.rules import fingerprint
from theriac.domains.organisation.queries.branches import get_settings


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether registration is on, and the privacy text with its fingerprint."""

    is_open: bool
    privacy_text: str = ""
    privacy: str = ""


def opening() -> Opening:
    """Registration as the pharmacy has it now; closed where no mail is sent.

    The text is there too where registration was turned off again, for who agreed to it.
    """
    settings = get_settings()
    if settings is None:
        return Opening(is_open=False)
    text = settings.privacy_text
    is_open = settings.customer_registration and environment.MAIL_WORKS
    return Opening(is_open, text, fingerprint(text))


def live_registration(secret: str) -> Registration | None:
    """Who waits behind a mailed link, unless it is over."""
    if not secret:
        return None
    rows = Registration.objects.filter(secret_hash=keyed_hash(secret), ends_at__gt=clock.now())
    found: Registration | None = rows.first()
    return found
