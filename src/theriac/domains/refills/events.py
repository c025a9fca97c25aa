"""The facts that refills announce: ids only, and no person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RefillDue(Event):
    """A supply runs out soon, or did: data says which plan's (subject) and on what day."""

    type: ClassVar[str] = "theriac.refills.due.v1"
