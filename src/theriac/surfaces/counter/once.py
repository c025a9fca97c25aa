"""What a counter asks the server to do at once: done once, however often the device asks."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from pydantic import BaseModel

from theriac.core.idempotency.context import IdempotencyKey, Replayed, fingerprint, under_key
from theriac.surfaces.counter.terminals import PairedDevice


def done_once(
    device: PairedDevice, operation: str, key: UUID, asked: BaseModel, act: Callable[[], UUID]
) -> UUID:
    """Do one command under the device's key; the id of what it made, the first time or now.

    ``asked`` is what the key stands for, besides its ``token``. Raises KeyReused where it says
    something else than before, and what the command raises.
    """
    said = fingerprint(asked.model_dump(mode="json", exclude={"token"}))
    try:
        with under_key(IdempotencyKey(device.point.terminal_id, operation, str(key), said)):
            return act()
    except Replayed as replayed:
        return replayed.effect_id
