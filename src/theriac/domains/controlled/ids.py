"""Ids of this domain."""

from typing import NewType
from uuid import UUID

CountCaseId = NewType("CountCaseId", UUID)
DispensingLimitId = NewType("DispensingLimitId", UUID)
