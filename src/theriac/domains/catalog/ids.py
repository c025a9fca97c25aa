"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

ProductId = NewType("ProductId", UUID)
PackId = NewType("PackId", UUID)
