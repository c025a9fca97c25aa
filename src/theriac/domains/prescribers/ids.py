"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

PrescriberId = NewType("PrescriberId", UUID)
