"""Pages of lists as the API answers them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from theriac.core.listing.pages import Listing, Page
from theriac.surfaces.api.schemas.types import Wanted

M = TypeVar("M", bound=Model)
NOT_FILTERS = frozenset({"cursor", "limit", "sort", "q", "branch_id", "window"})
"""What an address may say beside the listing's own filters."""


def page_of(listing: Listing[M], rows: QuerySet[M], wanted: Wanted) -> Page[M]:
    """The page that the address asks for. Raises ListingRefused."""
    return listing.page(
        rows,
        wanted=wanted.model_dump(exclude=set(NOT_FILTERS)),
        sort=getattr(wanted, "sort", ""),
        cursor=wanted.cursor,
        size=wanted.limit,
    )


def edges(page: Page[Any]) -> Mapping[str, str | None]:
    """The cursors of a page as its answer names them."""
    return {"next": page.next, "previous": page.previous}
