"""Categories and manufacturers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.queries.groups import (
    CATEGORIES,
    MANUFACTURERS,
    list_categories,
    list_manufacturers,
)
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.schemas.catalog.products import Group, GroupPage
from theriac.surfaces.api.schemas.types import Wanted

router = Router(tags=["catalogue"])


@router.get(
    "/categories",
    **operation(
        "listCategories",
        "List categories with their counts",
        answers=GroupPage,
        may=[VIEW_CATALOG],
    ),
)
def categories(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    page = page_of(CATEGORIES, list_categories(actor=actor_of(request)), wanted)
    items = [Group.model_validate(row) for row in page.items]
    return respond(request, GroupPage(items=items, **edges(page)))


@router.get(
    "/manufacturers",
    **operation(
        "listManufacturers",
        "List manufacturers with their counts",
        answers=GroupPage,
        may=[VIEW_CATALOG],
    ),
)
def manufacturers(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    page = page_of(MANUFACTURERS, list_manufacturers(actor=actor_of(request)), wanted)
    items = [Group.model_validate(row) for row in page.items]
    return respond(request, GroupPage(items=items, **edges(page)))
