"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

LoyaltyMemberId = NewType("LoyaltyMemberId", UUID)
