"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

PrescriptionId = NewType("PrescriptionId", UUID)
PrescriptionLineId = NewType("PrescriptionLineId", UUID)
DispenseId = NewType("DispenseId", UUID)


def code_of(prescription_id: UUID) -> str:
    """What a prescription is called where nobody may be named: R and six signs."""
    return f"R{prescription_id.hex[-6:].upper()}"
