"""The facts that papers of sales announce: ids only, and no person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRequested(Event):
    """A paper is to go to somebody: data says which request, which document, by which channel."""

    type: ClassVar[str] = "theriac.sale.document.requested.v1"
