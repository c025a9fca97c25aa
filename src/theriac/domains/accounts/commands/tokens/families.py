"""Beginning and ending a person's sign-in in a program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.secrets import keyed_hash, new_secret
from theriac.domains.accounts.models import RefreshToken, TokenFamily, User
from theriac.domains.accounts.queries.tokens import password_stamp
from theriac.domains.accounts.security.address import current_address
from theriac.domains.accounts.security.events import SecurityEventKind, note

PREFIX = "thr_"


@dataclass(frozen=True, slots=True)
class IssuedRefresh:
    """A refresh token as it is shown, once, with its family."""

    family_id: UUID
    person_id: UUID
    secret: str
    ends_at: datetime


@command(name="accounts.start_family", done=_("Signed in from a program"))
def start_family(*, actor: Actor, client_id: UUID, client_name: str) -> IssuedRefresh:
    """Sign the actor in here: a family of refresh tokens with an end that no use moves."""
    now = clock.now()
    user = User.objects.get(id=actor.id)
    family = TokenFamily.objects.create(
        id=current_unit().effect_id,
        user=user,
        client_id=client_id,
        client_name=client_name,
        password_stamp=password_stamp(user.password),
        address=current_address(),
        started_at=now,
        used_at=now,
        ends_at=now + timedelta(days=settings.REFRESH_TOKEN_DAYS),
    )
    secret = PREFIX + new_secret()
    RefreshToken.objects.create(
        id=new_id(), family=family, place=1, token_hash=keyed_hash(secret), issued_at=now
    )
    current_unit().record("accounts.token_family", family.id, reason="signed in")
    return IssuedRefresh(family.id, user.id, secret, family.ends_at)


@command(name="accounts.end_family", done=_("Signed out a program"))
def end_family(*, actor: Actor, family_id: UUID, why: str) -> bool:
    """End the actor's own family; whether it was still going."""
    family = TokenFamily.objects.select_for_update().get(id=family_id, user_id=actor.id)
    current_unit().record("accounts.token_family", family.id, reason=why)
    return close(family, why)


@command(name="accounts.refresh_reuse", done=_("A used token was sent again: signed out"))
def refresh_reuse(*, actor: Actor, family_id: UUID, place: int, why: str) -> None:
    """End a family of which a retired token came again, or from another installation.

    The record is what the security events show; its facts name the token's place only.
    """
    family = TokenFamily.objects.select_for_update().get(id=family_id)
    close(family, "reuse")
    current_unit().record("accounts.token_family", family.id, reason=why, facts={"place": place})
    note(SecurityEventKind.TOKEN_REUSED, user_id=family.user_id)


def close(family: TokenFamily, why: str) -> bool:
    """End a locked family; False when it has ended before."""
    if family.ended_at is not None:
        return False
    family.ended_at = clock.now()
    family.ended_why = why
    family.save(update_fields=["ended_at", "ended_why"])
    RefreshToken.objects.filter(family=family).exclude(successor="").update(successor="")
    return True
