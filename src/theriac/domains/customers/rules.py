"""What an address counts as, what customers may agree to, and how a privacy text is told apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text, Unprocessable

LONGEST_NAME = 80
LONGEST_EMAIL = 190
CONFIRM_WITHIN = timedelta(days=2)
PAGE, PROGRAM, OWN = "page", "program", "own page"
"""Where a word was said: registering on the page or in a program, or on the customer's own page."""

PRIVACY = "privacy"
"""Holds the account; who withdraws it asks for the erasure."""
PURPOSES: Mapping[str, Text] = {
    "order": _("Order updates"),
    "refill": _("Refill reminders"),
    "offers": _("Offers"),
}
"""What a customer may be written to about, by e-mail; each only where they said yes."""


def folded(email: str) -> str:
    """The form in which two writings of one address are the same."""
    return email.strip().casefold()


def number_of(user_id: UUID) -> str:
    """What stands for a customer where their name isn't needed, from the id's random end."""
    return user_id.hex[-6:].upper()


def fingerprint(text: str) -> str:
    """Which privacy text somebody read; the texts themselves are in the settings' history."""
    return sha256(text.strip().encode()).hexdigest()


def masked(email: str) -> str:
    """Enough of an address to tell that it is the one that a caller names: ``d•••@apotek.id``."""
    local, _at, host = email.rpartition("@")
    return f"{local[:1]}•••@{host}"


def checked_name(name: str) -> str:
    """The name without what surrounds it. Raises Unprocessable."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Unprocessable(_("Enter your name, in at most 80 characters."), field="name")
    return name


def checked_email(email: str) -> str:
    """The address as it was typed, if it is one. Raises Unprocessable."""
    email = email.strip()
    try:
        if len(email) > LONGEST_EMAIL:
            raise ValidationError("")
        validate_email(email)
    except ValidationError:
        words = _("This email address is incomplete. Enter it like dewi@example.com.")
        raise Unprocessable(words, field="email") from None
    return email
