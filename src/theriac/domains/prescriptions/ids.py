"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

PrescriptionId = NewType("PrescriptionId", UUID)
PrescriptionLineId = NewType("PrescriptionLineId", UUID)
DispenseId = NewType("DispenseId", UUID)
