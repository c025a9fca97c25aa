"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

FormulaId = NewType("FormulaId", UUID)
PreparationId = NewType("PreparationId", UUID)
