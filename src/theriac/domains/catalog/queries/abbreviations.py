"""A pharmacy's own abbreviations."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.models import Abbreviation
from theriac.domains.catalog.permissions import VIEW_CATALOG

ABBREVIATIONS: Listing[Abbreviation] = Listing(
    name="catalog.abbreviations", sorts={"short": SortFields(("short",))}, default_sort="short"
)


@query(permission=VIEW_CATALOG)
def list_abbreviations(*, actor: Actor) -> QuerySet[Abbreviation]:
    """Every abbreviation, in no order."""
    return Abbreviation.objects.order_by()


@query(permission=VIEW_CATALOG)
def get_abbreviation(*, actor: Actor, abbreviation_id: UUID) -> Abbreviation | None:
    """The abbreviation, or None where there is none."""
    return Abbreviation.objects.filter(id=abbreviation_id).first()
