"""Places of a branch."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotFound, Text
from theriac.domains.stock.models import Place

OPENED_AS: dict[str, Text] = {
    Place.Kind.SHELF.value: _("Shelf"),
    Place.Kind.QUARANTINE.value: _("Quarantine"),
    Place.Kind.TRANSIT.value: _("In transit"),
}
"""What a branch's places are called when they are opened, by kind."""


@cache
def _opened_names(kind: str) -> frozenset[str]:
    """The name of such a place in each language, one of which it was opened with."""
    found: set[str] = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(str(OPENED_AS.get(kind, "")))
    return frozenset(found)


def place_title(kind: str, name: str) -> str:
    """A place's name: its own where it has one, else its kind in the reader's language."""
    if name and name not in _opened_names(kind):
        return name
    return str(OPENED_AS.get(kind, kind))


def list_places(branch_id: UUID) -> QuerySet[Place]:
    """The branch's own places, by name."""
    return Place.objects.filter(branch_id=branch_id).order_by("name")


def shelf_of(branch_id: UUID) -> Place:
    """The branch's selling shelf. Raises NotFound before places were opened."""
    place = Place.objects.filter(branch_id=branch_id, kind=Place.Kind.SHELF).order_by("id").first()
    if place is None:
        raise NotFound(f"branch {branch_id} has no shelf")
    return place


def quarantine_of(branch_id: UUID) -> Place:
    """The branch's quarantine. Raises NotFound before places were opened."""
    rows = Place.objects.filter(branch_id=branch_id, kind=Place.Kind.QUARANTINE)
    place = rows.order_by("id").first()
    if place is None:
        raise NotFound(f"branch {branch_id} has no quarantine")
    return place
