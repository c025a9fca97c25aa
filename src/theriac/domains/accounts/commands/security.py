"""Unlocking an account, saying that alarms were looked at, noting what happens to terminals."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.rights import Concerns
from theriac.domains.accounts.commands.people import locked_person
from theriac.domains.accounts.permissions import MANAGE_STAFF, VIEW_SECURITY
from theriac.domains.accounts.security import tries
from theriac.domains.accounts.security.devices import places_of
from theriac.domains.accounts.security.events import SecurityEventKind, note


@command(
    name="accounts.unlock_account",
    done=_("Unlocked an account"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def unlock_account(*, actor: Actor, user_id: UUID) -> None:
    """Let a person whose account is locked try again at once, everywhere. Raises NotFound."""
    user = locked_person(user_id)
    tries.unlock(tries.account(user.handle), *places_of(user.id, user.handle))
    current_unit().record("accounts.person", user.id, reason="unlocked")
    note(SecurityEventKind.ACCOUNT_UNLOCKED, actor=actor, user_id=user.id)


@command(
    name="accounts.look_at_alarms",
    done=_("Reviewed alarms"),
    permission=VIEW_SECURITY,
    concerns=Concerns.ONESELF,
)
def look_at_alarms(*, actor: Actor) -> None:
    """Say that the alarms until now were looked at; the actor is told of them no more."""
    current_unit().record("accounts.security", current_unit().effect_id, reason="looked at")
    note(SecurityEventKind.LOOKED_AT, actor=actor)


@command(name="accounts.note_terminal", done=_("Recorded a terminal alarm"))
def note_terminal(
    *, actor: Actor, kind: SecurityEventKind, branch_id: UUID, terminal_id: UUID
) -> None:
    """Write beside a terminal's own change that a device was paired or shut out."""
    current_unit().record("accounts.security", terminal_id, reason=kind.value)
    note(kind, actor=actor, branch_id=branch_id, terminal_id=terminal_id)
