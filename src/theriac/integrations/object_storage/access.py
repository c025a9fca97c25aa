"""How to reach an S3 store, from the typed environment."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from django.conf import settings

from theriac.integrations.object_storage.client import ObjectStorage

_lock = threading.Lock()
_clients: dict[Access, ObjectStorage] = {}


@dataclass(frozen=True, slots=True)
class Access:
    """One bucket, and the keys to it; an empty endpoint is Amazon's, empty keys the machine's."""

    bucket: str
    endpoint: str = ""
    region: str = "us-east-1"
    key_id: str = ""
    secret: str = field(default="", repr=False)
    prefix: str = ""
    lock_days: int = 3650


def settled() -> Access | None:
    """What the environment says (THERIAC_S3_…); None where it names no bucket."""
    if not settings.S3_BUCKET:
        return None
    return Access(
        bucket=settings.S3_BUCKET,
        endpoint=settings.S3_ENDPOINT,
        region=settings.S3_REGION,
        key_id=settings.S3_KEY_ID,
        secret=settings.S3_SECRET,
        prefix=settings.S3_PREFIX.strip("/"),
        lock_days=settings.S3_LOCK_DAYS,
    )


def configured() -> ObjectStorage | None:
    """The client of the environment's store, one for a process; None where there is none."""
    access = settled()
    if access is None:
        return None
    with _lock:
        if access not in _clients:
            _clients[access] = ObjectStorage(access)
        return _clients[access]
