"""Making and revoking API keys."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.secrets import keyed_hash, new_secret
from theriac.domains.accounts.grants import check_may_take
from theriac.domains.accounts.models import ApiKey, Role
from theriac.domains.accounts.permissions import MANAGE_API_KEYS
from theriac.domains.accounts.security.events import SecurityEventKind, note

PREFIX = "thk_"


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A key as it is shown, once."""

    key_id: UUID
    secret: str


@command(
    name="accounts.issue_api_key",
    done=gettext_lazy("Created an API key"),
    permission=MANAGE_API_KEYS,
)
def issue_api_key(
    *, actor: Actor, branch_id: UUID, terminal_id: UUID, name: str, role_code: str
) -> IssuedKey:
    """Make a key for one role at one branch with a terminal (and so a series) of its own.

    Raises BeyondOwnRights, and Unprocessable for a role that isn't there or is retired.
    """
    role = Role.objects.select_for_update().filter(code=role_code, retired_at=None).first()
    if role is None:
        raise Unprocessable(
            _("The role “%(code)s” doesn't exist.") % {"code": role_code}, field="role"
        )
    check_may_take(actor, role.permissions, branch_id, field="role")
    secret = PREFIX + new_secret()
    key = ApiKey.objects.create(
        id=current_unit().effect_id,
        name=name,
        hint=secret[: len(PREFIX) + 4],
        secret_hash=keyed_hash(secret),
        role=role,
        branch_id=branch_id,
        terminal_id=terminal_id,
        created_at=clock.now(),
        created_by=actor.id,
    )
    facts = {"role": role_code, "key": str(key.id)}
    current_unit().record("accounts.api_key", key.id, facts={"role": role_code})
    note(SecurityEventKind.KEY_MADE, actor=actor, branch_id=branch_id, facts=facts)
    return IssuedKey(key.id, secret)


@command(
    name="accounts.revoke_api_key",
    done=gettext_lazy("Revoked an API key"),
    permission=MANAGE_API_KEYS,
)
def revoke_api_key(*, actor: Actor, branch_id: UUID, key_id: UUID, reason: str = "") -> None:
    """End a key of the branch at once. Raises NotFound for another branch's."""
    valid = ApiKey.objects.filter(id=key_id, branch_id=branch_id, revoked_at=None)
    key = valid.select_for_update().first()
    if key is None:
        raise NotFound(_("This key doesn't exist or was already revoked."))
    key.revoked_at = clock.now()
    key.save(update_fields=["revoked_at"])
    current_unit().record("accounts.api_key", key.id, reason=reason or "revoked")
    note(
        SecurityEventKind.KEY_REVOKED, actor=actor, branch_id=branch_id, facts={"key": str(key.id)}
    )
