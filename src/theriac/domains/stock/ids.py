"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

BatchId = NewType("BatchId", UUID)
PlaceId = NewType("PlaceId", UUID)
MovementId = NewType("MovementId", UUID)
StockCountId = NewType("StockCountId", UUID)
TransferId = NewType("TransferId", UUID)
