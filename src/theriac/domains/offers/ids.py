"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

OfferId = NewType("OfferId", UUID)
