"""The facts that the waitlist announces: ids only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitOffered(Event):
    """Goods are held for who was first in line: data says which wait, of what, until when."""

    type: ClassVar[str] = "theriac.waitlist.offered.v1"
