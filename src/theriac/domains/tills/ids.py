"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

TillSessionId = NewType("TillSessionId", UUID)
HeldTillId = NewType("HeldTillId", UUID)
