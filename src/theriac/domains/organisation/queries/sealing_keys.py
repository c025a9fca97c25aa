"""A branch's sealing keys: the one to seal to, and opening what was sealed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.sealing import at_rest, sealed
from theriac.core.sealing.encoding import CantOpen
from theriac.domains.organisation.models import SealingKey
from theriac.domains.organisation.permissions import MANAGE_TERMINALS


def newest_key(branch_id: UUID) -> SealingKey | None:
    """The key that the branch's counters seal to."""
    return SealingKey.objects.filter(branch_id=branch_id).order_by("-made_at", "-id").first()


@query(permission=MANAGE_TERMINALS)
def list_sealing_keys(*, actor: Actor, branch_id: UUID) -> QuerySet[SealingKey]:
    """The branch's keys, the newest first."""
    return SealingKey.objects.filter(branch_id=branch_id).order_by("-made_at", "-id")


def opens_here(key: SealingKey) -> bool:
    """Whether this installation's secrets open the key, and it is the pair that it says."""
    try:
        return sealed.public_text(_private(key)) == key.public_key
    except CantOpen:
        return False


def keys_under_older_secrets() -> list[SealingKey]:
    """Those that this installation opens with a secret that isn't the newest any more."""
    keys = SealingKey.objects.order_by("id")
    return [key for key in keys if opens_here(key) and not at_rest.is_newest(key.private_key)]


def open_sealed(
    branch_id: UUID, purpose: str, texts: Sequence[tuple[str, Sequence[UUID]]]
) -> list[bytes]:
    """What these texts hold, in their order; beside each the ids of where it belongs.

    One read whatever their number. Raises CantOpen for the first that doesn't open: damaged,
    another place's or branch's, or sealed to a key that isn't here.
    """
    wanted = {sealed.key_of(text) for text, _ids in texts}
    rows = SealingKey.objects.filter(branch_id=branch_id, key_id__in=wanted)
    keys = {key.key_id: key for key in rows}
    opened = []
    for text, ids in texts:
        key = keys.get(sealed.key_of(text))
        if key is None:
            raise CantOpen("sealed to a key that this branch doesn't have")
        place = sealed.place_of(purpose, [branch_id, *ids])
        opened.append(sealed.unseal(text, _private(key), place))
    return opened


def place_of_private_key(branch_id: UUID, key_id: str) -> str:
    """Where a private key is locked: it opens in no other row."""
    return f"organisation_sealing_key.private_key {branch_id} {key_id}"


def _private(key: SealingKey) -> EllipticCurvePrivateKey:
    return _read(at_rest.unlock(key.private_key, place_of_private_key(key.branch_id, key.key_id)))


@lru_cache(maxsize=32)
def _read(private: bytes) -> EllipticCurvePrivateKey:
    return sealed.read_private_key(private)
