"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

AdverseEventId = NewType("AdverseEventId", UUID)
