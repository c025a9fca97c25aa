"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

GiftCardId = NewType("GiftCardId", UUID)
GiftEntryId = NewType("GiftEntryId", UUID)
