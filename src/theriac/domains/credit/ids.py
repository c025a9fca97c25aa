"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

CreditAccountId = NewType("CreditAccountId", UUID)
CreditEntryId = NewType("CreditEntryId", UUID)
