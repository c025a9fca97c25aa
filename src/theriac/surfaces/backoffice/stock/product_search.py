"""Products that a search finds, as the screens that write lines show them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest

from theriac.core.actor import Actor
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import search_products
from theriac.surfaces.backoffice.shell.lists import LONGEST_SEARCH
from theriac.surfaces.backoffice.shell.screens import Screen

FOUND, FOUND_ON_A_PAGE = 8, 20


def found_products(
    screen: Screen, typed: str, *, limit: int = FOUND, only_active: bool = False
) -> list[ProductDetail]:
    """The best fits of what was typed."""
    text = cleaned(typed)
    if not text:
        return []
    found = search_products(
        actor=screen.actor,
        text=text,
        limit=limit,
        only_active=only_active,
        branch_id=screen.branch_id,
    )
    ids: list[UUID] = list(found.product_ids)
    products = products_by_id(screen.actor, ids, screen.branch_id)
    return [products[key] for key in ids if key in products]


def is_code(typed: str) -> bool:
    """Whether a scanner typed it: no name, so that no product merely like it is meant."""
    plain = "".join(one for one in typed if one.isalnum())
    return len(plain) > 6 and plain[:6].isdigit()


def typed_text(request: HttpRequest) -> str:
    """What the address asks for as ``q``."""
    return cleaned(request.GET.get("q", ""))


def cleaned(typed: str) -> str:
    """Without blanks around it, cut to a length that no person types."""
    return typed.strip()[:LONGEST_SEARCH]


def products_by_id(
    actor: Actor, ids: Sequence[UUID], branch_id: UUID | None
) -> dict[UUID | None, ProductDetail]:
    """Products by id, in four reads."""
    found = product_details(actor=actor, product_ids=list(dict.fromkeys(ids)), at_branch=branch_id)
    return {product.id: product for product in found}
