"""Using a refresh token: it is retired, and the next takes its place (RFC 9700, 4.14)."""

from __future__ import annotations

import hmac
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.sealing import at_rest
from theriac.core.sealing.encoding import CantOpen
from theriac.core.secrets import keyed_hash, new_secret
from theriac.domains.accounts.commands.tokens.families import (
    PREFIX,
    IssuedRefresh,
    end_family,
    refresh_reuse,
)
from theriac.domains.accounts.models import RefreshToken, TokenFamily
from theriac.domains.accounts.problems import RefreshRefused, RefreshReused
from theriac.domains.accounts.queries.actors import actor_with_programs
from theriac.domains.accounts.queries.factors import lacks_factor
from theriac.domains.accounts.queries.tokens import password_stamp
from theriac.domains.accounts.security.address import current_address


def refresh(presented: str, client_id: UUID) -> IssuedRefresh:
    """The next token of a family. Raises RefreshRefused; RefreshReused once it ended the family."""
    found, actor = _behind(presented)
    try:
        return rotate_refresh_token(
            actor=actor, token_id=found.id, client_id=client_id, presented=presented
        )
    except RefreshReused as refusal:
        refresh_reuse(
            actor=actor,
            family_id=found.family_id,
            place=found.place,
            why="used again" if found.family.client_id == client_id else "another installation",
        )
        raise RefreshReused(refusal.detail) from None


def sign_out(presented: str) -> bool:
    """End the family of this token, whichever of it this is; False for an unknown one."""
    try:
        found, actor = _behind(presented)
    except RefreshRefused:
        return False
    return end_family(actor=actor, family_id=found.family_id, why="signed out")


@command(name="accounts.rotate_refresh_token", done=_("Renewed a program session"))
def rotate_refresh_token(
    *, actor: Actor, token_id: UUID, client_id: UUID, presented: str
) -> IssuedRefresh:
    """Retire a token and give the next, under a lock on its family: one successor, ever.

    Within the grace the same installation gets the successor that it was given, while that is
    unused. Raises RefreshRefused, RefreshReused; neither changes anything.
    """
    family_id = RefreshToken.objects.values_list("family_id", flat=True).get(id=token_id)
    family = TokenFamily.objects.select_for_update().select_related(None).get(id=family_id)
    _require_live(family)
    if family.client_id != client_id:
        raise RefreshReused
    token = RefreshToken.objects.get(id=token_id)
    if token.used_at is None:
        secret = _advance(family, token, presented)
    else:
        secret = _given_before(token, presented)
    current_unit().record("accounts.token_family", family.id, reason="refreshed")
    return IssuedRefresh(family.id, family.user_id, secret, family.ends_at)


def _behind(presented: str) -> tuple[RefreshToken, Actor]:
    """The token of this text and its person. Raises RefreshRefused."""
    known = RefreshToken.objects.select_related("family")
    found = known.filter(token_hash=keyed_hash(presented)).first()
    actor = actor_with_programs(found.family.user_id) if found else None
    if found is None or actor is None:
        raise RefreshRefused
    return found, actor


def _require_live(family: TokenFamily) -> None:
    """Raise RefreshRefused for a family that ended, or one that wouldn't begin today.

    Its password isn't the one of then, or a role asks for a second step that isn't set up.
    """
    if family.ended_at is not None or family.ends_at <= clock.now():
        raise RefreshRefused
    user = family.user
    if lacks_factor(user.id):
        raise RefreshRefused
    stamp = password_stamp(user.password)
    if user.must_change_password or not hmac.compare_digest(stamp, family.password_stamp):
        raise RefreshRefused


def _advance(family: TokenFamily, token: RefreshToken, presented: str) -> str:
    """Retire the family's last token and make the next; returns its secret."""
    now = clock.now()
    secret = PREFIX + new_secret()
    # The reply before can't be given again: its successor is used now.
    RefreshToken.objects.filter(family=family).exclude(successor="").update(successor="")
    token.used_at = now
    token.successor = at_rest.lock(secret.encode(), _place(token, presented))
    token.save(update_fields=["used_at", "successor"])
    RefreshToken.objects.create(
        id=new_id(),
        family=family,
        place=token.place + 1,
        token_hash=keyed_hash(secret),
        issued_at=now,
    )
    family.used_at, family.address = now, current_address()
    family.save(update_fields=["used_at", "address"])
    return secret


def _given_before(token: RefreshToken, presented: str) -> str:
    """The successor that a just retired token was given. Raises RefreshReused."""
    grace = timedelta(seconds=settings.REFRESH_GRACE_SECONDS)
    is_just = token.used_at is not None and clock.now() < token.used_at + grace
    if not is_just or not token.successor:
        raise RefreshReused
    try:
        return at_rest.unlock(token.successor, _place(token, presented)).decode()
    except CantOpen:
        raise RefreshReused from None


def _place(token: RefreshToken, presented: str) -> str:
    """Where a successor is locked: it opens only beside the token that came before it."""
    return f"accounts_refresh_token.successor {token.id} {presented}"
