"""The least that a branch wants of a product."""

from __future__ import annotations

from uuid import UUID

from theriac.core.facts.types import Count
from theriac.surfaces.api.schemas.types import Answer, Body, Page


class Minimum(Answer):
    """The least that a branch wants of a product; 0 where none is wanted."""

    product_id: UUID
    branch_id: UUID
    quantity: int
    version: int


class MinimumPage(Page[Minimum]):
    """A page of minimums."""


class MinimumSet(Body):
    """The least that the branch shall have."""

    quantity: Count
