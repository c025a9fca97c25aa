"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

PharmacyId = NewType("PharmacyId", UUID)
BranchId = NewType("BranchId", UUID)
TerminalId = NewType("TerminalId", UUID)
SeriesId = NewType("SeriesId", UUID)
