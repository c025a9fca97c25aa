"""Reading the sign-ins of programs: who is behind an access token, and the keys that prove it."""

from __future__ import annotations

import hmac
from dataclasses import replace
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import QuerySet, Subquery

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.database.reads import CachedRead
from theriac.core.sealing import at_rest
from theriac.core.sealing.encoding import CantOpen
from theriac.core.secrets import keyed_hash
from theriac.domains.accounts.models import SigningKey, TokenFamily
from theriac.domains.accounts.queries.actors import actor_of_customer, actors_of
from theriac.domains.accounts.tokens import name_in, read_access_token


def place_of_key(key_id: str) -> str:
    """Where a private key is locked: it opens in no other row."""
    return f"accounts_signing_key.private_key {key_id}"


def newest_signing_key() -> SigningKey | None:
    """New tokens are signed by it alone, older ones still checked by theirs. None before any."""
    return SigningKey.objects.order_by("-made_at", "-id").first()


def private_key_of(key: SigningKey) -> Ed25519PrivateKey:
    """The key to sign with. Raises CantOpen."""
    raw = at_rest.unlock(key.private_key, place_of_key(key.key_id))
    return Ed25519PrivateKey.from_private_bytes(raw)


def opens_here(key: SigningKey) -> bool:
    """Whether this installation's secrets open the key."""
    try:
        private_key_of(key)
    except CantOpen:
        return False
    return True


def published_keys() -> list[SigningKey]:
    """Every key that a token may be signed with, the newest first."""
    return list(SigningKey.objects.order_by("-made_at", "-id"))


def password_stamp(password_hash: str) -> str:
    """What ties a family to the password of its sign-in."""
    return keyed_hash(f"token family {password_hash}")


@CachedRead
def _families(family_id: UUID, key_id: str) -> QuerySet[TokenFamily, Any]:
    key = SigningKey.objects.filter(key_id=key_id).order_by().values("public_key")
    return (
        TokenFamily.objects.filter(id=family_id, ended_at=None)
        .order_by()
        .annotate(public_key=Subquery(key))
        .values_list(
            "public_key",
            "user_id",
            "ends_at",
            "password_stamp",
            "user__password",
            "user__must_change_password",
        )
    )


def actor_of_access_token(token: str, *, customers: bool = False) -> Actor | None:
    """The member of staff behind a token that holds now, in two reads; None for any other text.

    Or the customer, where ``customers`` are asked for; never one for the other.

    Refused at once: an ended family, a closed account, a password that is another since, a
    withdrawn key.
    """
    named = name_in(token)
    rows = _families(named.family_id, named.key_id) if named else []
    if not rows:
        return None
    ((public_key, user_id, ends_at, stamp, password, must_change),) = rows
    claims = read_access_token(token, public_key) if public_key else None
    if claims is None or claims.person_id != user_id or must_change or ends_at <= clock.now():
        return None
    if not hmac.compare_digest(stamp, password_stamp(password)):
        return None
    actor = actor_of_customer(user_id) if customers else actors_of([user_id]).get(user_id)
    if actor is None:
        return None
    own = next((branch for branch in actor.grants if branch is not None), None)
    return replace(actor, branch_id=own)
