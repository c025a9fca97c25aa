"""What a program is given: a refresh token with the access token that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.core.actor import SYSTEM, Actor
from theriac.core.sealing.encoding import CantOpen
from theriac.domains.accounts.commands.tokens.families import IssuedRefresh, start_family
from theriac.domains.accounts.commands.tokens.refresh import refresh
from theriac.domains.accounts.commands.tokens.signing_keys import keep_signing_keys
from theriac.domains.accounts.queries.tokens import newest_signing_key, private_key_of
from theriac.domains.accounts.tokens import write_access_token


@dataclass(frozen=True, slots=True)
class Tokens:
    """An access token and the refresh token that gives the next."""

    person_id: UUID
    access_token: str
    access_ends_at: datetime
    refresh_token: str
    refresh_ends_at: datetime


def sign_in(*, actor: Actor, client_id: UUID, client_name: str) -> Tokens:
    """Tokens for a person whose password was just seen."""
    return _with_access(start_family(actor=actor, client_id=client_id, client_name=client_name))


def renew(*, presented: str, client_id: UUID) -> Tokens:
    """Tokens for a refresh token. Raises RefreshRefused, RefreshReused."""
    return _with_access(refresh(presented, client_id))


def _with_access(issued: IssuedRefresh) -> Tokens:
    key = newest_signing_key()
    try:
        private = private_key_of(key) if key else None
    except CantOpen:
        private = None
    if key is None or private is None:
        keep_signing_keys(actor=SYSTEM)
        key = newest_signing_key()
        assert key is not None  # noqa: S101 (it was just made)
        private = private_key_of(key)
    token, ends_at = write_access_token(
        private, key.key_id, person_id=issued.person_id, family_id=issued.family_id
    )
    return Tokens(issued.person_id, token, ends_at, issued.secret, issued.ends_at)
