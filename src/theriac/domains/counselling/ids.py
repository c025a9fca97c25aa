"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

CounsellingId = NewType("CounsellingId", UUID)
