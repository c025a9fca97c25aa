"""Data keys: one a person, wrapped under the master keys; made, opened, destroyed, wrapped anew."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from typing import NoReturn
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.privacy.ports import WrappedKey
from theriac.core.privacy.problems import Erased, Unreadable
from theriac.core.privacy.store import key_store
from theriac.core.sealing.at_rest import SecretRing
from theriac.core.sealing.ciphers import KEY_BYTES
from theriac.core.sealing.encoding import CantOpen
from theriac.core.telemetry.logs import get_logger

log = get_logger(__name__)
PERSON = "person:"


def master_keys() -> SecretRing:
    """The master keys of the environment, the newest first."""
    return SecretRing(settings.MASTER_KEYS, "THERIAC_MASTER_KEY")


def name_of(owner: UUID) -> str:
    """The name under which a person's key is kept."""
    return PERSON + owner.hex


def wrap(name: str, key: bytes) -> WrappedKey:
    """A key as it is kept; it opens under no other name."""
    return WrappedKey(name, master_keys().lock(key, _place(name)))


def unwrap(name: str, wrapped: str) -> bytes:
    """The key itself. Raises Unreadable."""
    try:
        return master_keys().unlock(wrapped, _place(name))
    except CantOpen as problem:
        _refuse(str(problem), problem)


def make_keys(owners: Iterable[UUID]) -> None:
    """A key for each person who has none. It is durable before this returns.

    A person whose key was destroyed gets none.
    """
    store = key_store()
    store.add([wrap(name_of(owner), os.urandom(KEY_BYTES)) for owner in owners])


def open_keys(owners: Collection[UUID]) -> dict[UUID, bytes]:
    """The keys of these people; who has none is left out. Raises Unreadable for a wrong master."""
    names = {name_of(owner): owner for owner in owners}
    kept = key_store().find(names)
    return {names[name]: unwrap(name, wrapped) for name, wrapped in kept.items()}


def refuse_missing(owner: UUID) -> NoReturn:
    """Raise Erased for somebody whose key was destroyed, else Unreadable."""
    if key_store().destroyed([name_of(owner)]):
        raise Erased(_("The data of this person can no longer be read."))
    _refuse("the key store has no key of this name", None)


def destroy_keys(owners: Sequence[UUID]) -> None:
    """Make what is known about these people unreadable for ever."""
    key_store().destroy([name_of(owner) for owner in owners], clock.now())


def discard_keys(owners: Iterable[UUID]) -> None:
    """Remove the keys of people who were never kept, without a note among the destroyed."""
    key_store().discard([name_of(owner) for owner in owners])


def destroyed_owners() -> dict[UUID, str]:
    """Everybody whose key was destroyed, with the fingerprint of what was kept."""
    return {
        UUID(one.name.removeprefix(PERSON)): one.fingerprint
        for one in key_store().destroyed()
        if one.name.startswith(PERSON)
    }


def _place(name: str) -> str:
    return f"theriac key store {name}"


def _refuse(reason: str, cause: Exception | None) -> NoReturn:
    log.error("encrypted data doesn't open", problem=reason)
    raise Unreadable(
        _(
            "The key for this data is missing or wrong. Tell the administrator: "
            "THERIAC_MASTER_KEY and the key store must be those used when the data was saved."
        )
    ) from cause


def refuse_damaged(cause: CantOpen) -> NoReturn:
    """Raise Unreadable for ciphertext that its own key doesn't open."""
    _refuse(str(cause), cause)
