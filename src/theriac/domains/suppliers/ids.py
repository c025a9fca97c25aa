"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

SupplierId = NewType("SupplierId", UUID)
