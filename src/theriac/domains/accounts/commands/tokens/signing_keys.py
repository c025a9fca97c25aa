"""Making the keys that sign access tokens, and letting go of those that nobody needs."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.rights import Concerns
from theriac.core.sealing import at_rest
from theriac.core.sealing.encoding import to_text
from theriac.domains.accounts.models import SigningKey
from theriac.domains.accounts.permissions import MANAGE_API_KEYS
from theriac.domains.accounts.queries.tokens import newest_signing_key, opens_here, place_of_key


@command(
    name="accounts.make_signing_key",
    done=_("Created a signing key"),
    permission=MANAGE_API_KEYS,
    concerns=Concerns.PHARMACY,
)
def make_signing_key(*, actor: Actor, reason: str) -> str:
    """A new key that signs from now on. Those before it verify until their tokens have ended."""
    private = Ed25519PrivateKey.generate()
    key_id = f"k-{new_id().hex[-24:]}"
    raw = private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    key = SigningKey.objects.create(
        id=new_id(),
        key_id=key_id,
        public_key=to_text(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)),
        private_key=at_rest.lock(raw, place_of_key(key_id)),
        made_at=clock.now(),
        reason=reason[:120],
    )
    current_unit().record("accounts.signing_key", key.id, reason=reason, facts={"key_id": key_id})
    return key_id


@command(
    name="accounts.withdraw_signing_keys",
    done=_("Revoked signing keys"),
    permission=MANAGE_API_KEYS,
    concerns=Concerns.PHARMACY,
)
def withdraw_signing_keys(*, actor: Actor, reason: str) -> str:
    """Make a new key and forget every other at once: what they signed opens nothing any more.

    For a key that somebody may have read. Programs get a new access token by their next refresh.
    """
    key_id = make_signing_key(actor=actor, reason=reason)
    others = SigningKey.objects.exclude(key_id=key_id)
    withdrawn = sorted(others.values_list("key_id", flat=True))
    others.delete()
    current_unit().record(
        "accounts.signing_key",
        current_unit().effect_id,
        reason=reason,
        facts={"withdrawn": withdrawn},
    )
    return key_id


def keep_signing_keys(*, actor: Actor) -> str | None:
    """Make a new key when the newest is too old or isn't locked under today's secret; its id if so.

    Older keys go once every token that they signed has ended.
    """
    newest = newest_signing_key()
    oldest = clock.now() - timedelta(days=settings.SIGNING_KEY_DAYS)
    made = None
    if newest is None or newest.made_at < oldest or not _is_fit(newest):
        made = make_signing_key(actor=actor, reason="rotation" if newest else "first")
    forget_signing_keys(actor=actor)
    return made


def _is_fit(key: SigningKey) -> bool:
    """Whether the key opens here, under the newest of the installation's secrets."""
    return opens_here(key) and at_rest.is_newest(key.private_key)


@command(
    name="accounts.forget_signing_keys",
    done=_("Deleted old signing keys"),
    permission=MANAGE_API_KEYS,
    concerns=Concerns.PHARMACY,
)
def forget_signing_keys(*, actor: Actor) -> int:
    """Delete the keys whose last token has ended; returns how many."""
    lifetime = timedelta(minutes=settings.ACCESS_TOKEN_MINUTES, hours=1)
    keys = list(SigningKey.objects.order_by("-made_at", "-id"))
    over = [older.id for newer, older in pairwise(keys) if newer.made_at < clock.now() - lifetime]
    SigningKey.objects.filter(id__in=over).delete()
    current_unit().record(
        "accounts.signing_key", current_unit().effect_id, reason="over", facts={"count": len(over)}
    )
    return len(over)
