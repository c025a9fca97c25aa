"""What prescriptions tell: that what was dispensed of them changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriptionDispensed(Event):
    """What was dispensed of lines changed: given, or taken back; data names the lines."""

    type: ClassVar[str] = "theriac.prescription.dispensed.v1"
