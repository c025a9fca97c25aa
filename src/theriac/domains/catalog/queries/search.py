"""Finding products by what a person types."""

from __future__ import annotations

from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.search.engine import SearchOutcome
from theriac.domains.catalog.search.live_index import search_entries


@query(permission=VIEW_CATALOG)
def search_products(
    *, actor: Actor, text: str, limit: int | None = 50, only_active: bool = True
) -> SearchOutcome:
    """The products that ``text`` finds, best first; none for a blank text. One statement.

    At most ``limit`` of them, all without one; ``total`` in the outcome counts all.

    The order is the same on every database and at the counter. ``corrected`` in the outcome is
    what was searched instead of a misspelling, ``unmatched`` the words that nothing has.
    """
    return search_entries(text, limit=limit, only_active=only_active)


@query(permission=VIEW_CATALOG)
def every_product_found(*, actor: Actor, text: str) -> tuple[UUID, ...]:
    """All products that ``text`` finds, in whatever state, best first; for ``Among``."""
    return search_entries(text, limit=None, only_active=False).product_ids
