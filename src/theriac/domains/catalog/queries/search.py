"""Finding products by what a person types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.ports import in_stock
from theriac.domains.catalog.search.engine import SearchOutcome
from theriac.domains.catalog.search.ranking import WINDOW, by_stock, may_move
from theriac.domains.catalog.search.stored.live_index import search_entries
from theriac.domains.catalog.search.stored.popularity import ranks_of


@query(permission=VIEW_CATALOG)
def search_products(
    *,
    actor: Actor,
    text: str,
    limit: int | None = 50,
    only_active: bool = True,
    branch_id: UUID | None = None,
) -> SearchOutcome:
    """The products that ``text`` finds, best first; none for a blank text. One statement, or two.

    At most ``limit`` of them, all without one; ``total`` in the outcome counts all.

    With ``branch_id`` what this branch sells and has in stock comes first among equal matches.
    The order is the same on every database and at the branch's counters. ``corrected`` in the
    outcome is what was searched instead of a misspelling, ``unmatched`` the words that nothing has.
    """
    if branch_id is None:
        return search_entries(text, limit=limit, only_active=only_active)
    wanted = None if limit is None else max(limit, WINDOW)
    found = search_entries(text, limit=wanted, only_active=only_active, branch_id=branch_id)
    ids: Sequence[UUID] = found.product_ids
    if may_move(found.ties):
        ids = by_stock(ids, found.ties, in_stock(branch_id, ids[:WINDOW]))
    return replace(found, product_ids=tuple(ids[:limit]), ties=found.ties[:limit])


@query(permission=VIEW_CATALOG)
def every_product_found(*, actor: Actor, text: str) -> tuple[UUID, ...]:
    """All products that ``text`` finds, in whatever state, best first; for ``Among``."""
    return search_entries(text, limit=None, only_active=False).product_ids


@query(permission=VIEW_CATALOG)
def search_ranks(
    *, actor: Actor, branch_id: UUID, product_ids: Sequence[UUID]
) -> dict[UUID, tuple[int, int]]:
    """Standing and level of what sells of these products at a branch; in one statement.

    For a copy of the catalogue that searches by itself, as the counters' do.
    """
    return ranks_of(branch_id, product_ids)
