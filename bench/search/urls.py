"""The project's addresses and the empty one that the search is measured against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.surfaces.api.api import api
from theriac.surfaces.api.document import operation


@api.get(
    "/bench-empty",
    **operation("benchEmpty", "Answer nothing", answers=None, may=[VIEW_CATALOG]),
)
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, to somebody who may see the catalogue."""
    return HttpResponse(status=204)


from theriac.config.urls import *  # noqa: E402, F403 (after the address is added)
