"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

PlanId = NewType("PlanId", UUID)
FillId = NewType("FillId", UUID)
ProgrammeId = NewType("ProgrammeId", UUID)
MembershipId = NewType("MembershipId", UUID)
