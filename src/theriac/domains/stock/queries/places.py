"""Places of a branch."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.problems import NotFound
from theriac.domains.stock.models import Place


def list_places(branch_id: UUID) -> QuerySet[Place]:
    """The branch's own places, by name."""
    return Place.objects.filter(branch_id=branch_id).order_by("name")


def shelf_of(branch_id: UUID) -> Place:
    """The branch's selling shelf. Raises NotFound before places were opened."""
    place = Place.objects.filter(branch_id=branch_id, kind=Place.Kind.SHELF).order_by("id").first()
    if place is None:
        raise NotFound(f"branch {branch_id} has no shelf")
    return place
