"""Security events: what concerns who gets in and who may what, written once and for ever.

A table of its own beside the audit trail: a failed sign-in is no command and has no actor, an
event has an address and alarms, and the trail's record of the same command stays as it is. Both
are sealed.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.ids import new_id
from theriac.core.telemetry.request_id import current_request_id
from theriac.domains.accounts.models import SecurityEvent, SecurityOrigin
from theriac.domains.accounts.security.address import current_address


class SecurityEventKind(StrEnum):
    """What happened. A kind is never renamed: rows name it for ever."""

    SIGN_IN_FAILED = "sign_in_failed"
    ACCOUNT_LOCKED = "account_locked"
    ADDRESS_LOCKED = "address_locked"
    ACCOUNT_UNLOCKED = "account_unlocked"
    PASSWORD_GIVEN = "password_given"  # noqa: S105 (a kind of event)
    EMAIL_CHANGED = "email_changed"
    ROLES_GIVEN = "roles_given"
    ROLE_CHANGED = "role_changed"
    POWER_GIVEN = "power_given"
    PERSON_ADDED = "person_added"
    PERSON_SHUT_OUT = "person_shut_out"
    PERSON_LET_IN = "person_let_in"
    KEY_MADE = "key_made"
    KEY_REVOKED = "key_revoked"
    SECOND_STEP_REFUSED = "second_step_refused"
    SECOND_STEP_RESET = "second_step_reset"
    TOKEN_REUSED = "token_reused"  # noqa: S105 (a kind of event)
    SESSION_ENDED = "session_ended"
    TERMINAL_PAIRED = "terminal_paired"
    TERMINAL_REVOKED = "terminal_revoked"
    SHARE_MADE = "share_made"
    SHARE_ENDED = "share_ended"
    SHARE_LOCKED = "share_locked"
    MASS_READ = "mass_read"
    FILE_INFECTED = "file_infected"
    LOOKED_AT = "looked_at"


ALARMS = frozenset(
    {
        SecurityEventKind.ACCOUNT_LOCKED,
        SecurityEventKind.ADDRESS_LOCKED,
        SecurityEventKind.TOKEN_REUSED,
        SecurityEventKind.POWER_GIVEN,
        SecurityEventKind.SHARE_LOCKED,
        SecurityEventKind.MASS_READ,
        SecurityEventKind.FILE_INFECTED,
    }
)
"""What the owner is told of until they say that they looked at it."""


def happened_since(kind: SecurityEventKind, user_id: UUID, since: datetime) -> bool:
    """Whether such an event concerned the person at the instant or after."""
    events = SecurityEvent.objects.filter(user_id=user_id, recorded_at__gte=since)
    return events.filter(kind=kind.value).exists()


def note(
    kind: SecurityEventKind,
    *,
    actor: Actor | None = None,
    user_id: UUID | None = None,
    branch_id: UUID | None = None,
    terminal_id: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write an event with the transaction that is open. What the system does itself is none."""
    if actor is not None and actor.kind is ActorKind.SYSTEM:
        return
    address, key, recorded_at = current_address(), secrets.token_hex(16), clock.now()
    event = SecurityEvent.objects.create(
        id=new_id(),
        kind=kind.value,
        recorded_at=recorded_at,
        user_id=user_id,
        actor_id=actor.id if actor else None,
        branch_id=branch_id,
        terminal_id=terminal_id or (actor.terminal_id if actor else None),
        origin_hash=origin_hash(key, address) if address else "",
        facts=dict(facts or {}),
        request_id=current_request_id(),
    )
    if address:
        SecurityOrigin.objects.create(
            id=new_id(), event=event, recorded_at=recorded_at, address=address, key=key
        )


def origin_hash(key: str, address: str) -> str:
    """What an event keeps of its address, once the origin's key is gone, for nobody to read."""
    return hmac.new(bytes.fromhex(key), address.encode(), "sha256").hexdigest()


def note_infected(actor: Actor, harm: str) -> None:
    """A file that somebody handed in is harmful: so may be the device that it came from."""
    note(SecurityEventKind.FILE_INFECTED, actor=actor, facts={"found": harm})
