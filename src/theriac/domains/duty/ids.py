"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

ShiftId = NewType("ShiftId", UUID)
TurnId = NewType("TurnId", UUID)
