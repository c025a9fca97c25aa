"""Whether a device itself sent what arrives in its terminal's name."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from theriac.core.sealing.signatures import holds
from theriac.domains.organisation.models import DeviceKey, Terminal


class SignedFor(StrEnum):
    """What a device signs; no signature passes for another of these."""

    ALERT_COUNTS = "alert-counts"
    LOG = "log"
    FETCHED = "parked/fetch"
    PARKED = "parked"
    PUSH = "push"
    SAVED = "saved"
    SIGN_IN = "sign-in"


def is_signed_by(public_key: str, purpose: SignedFor, content: bytes, signature: str) -> bool:
    """Whether the device with this key signed it; always for one that was let pair without."""
    return not public_key or holds(public_key, purpose, content, signature)


def is_signed_by_any(terminal_id: UUID, purpose: SignedFor, content: bytes, signature: str) -> bool:
    """Whether any device that the terminal ever had signed it, its present one or an earlier one.

    Always where its present device was let pair without a key.
    """
    if not Terminal.objects.filter(id=terminal_id).exclude(public_key="").exists():
        return True
    keys = DeviceKey.objects.filter(terminal_id=terminal_id).order_by("-recorded_at")
    return any(
        holds(key, purpose, content, signature) for key in keys.values_list("public_key", flat=True)
    )
