"""What a domain announces: a typed fact with a CloudEvents type and subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact. Subclasses set ``type`` and give their fields as data; no personal data."""

    type: ClassVar[str]
    subject: str
    branch_id: UUID | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
