"""Baskets as a counter parks them, sealed to its branch."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.pushing import point_of, terminal_actor
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.sealing.sealed import place_of, seal
from theriac.domains.organisation.queries.sealing_keys import newest_key
from theriac.domains.parked_baskets.commands.fetch import FetchedBasket, fetch_basket
from theriac.domains.parked_baskets.commands.park import ParkedState, take_parked
from theriac.domains.parked_baskets.content import ParkedTold


def basket_of(basket_id: UUID, lines: int = 2, **more: Any) -> dict[str, Any]:
    """A basket as a counter fills it."""
    rows = [{"id": str(new_id()), "packs": number + 1} for number in range(lines)]
    return {"id": str(basket_id), "lines": rows, "grounds": [], **more}


def sealed_for(shop: Shop, purpose: str, basket_id: UUID, content: Any) -> str:
    """Sealed to the branch, for this basket."""
    key = newest_key(shop.branch_id)
    assert key is not None
    place = place_of(purpose, [shop.branch_id, basket_id])
    return seal(json.dumps(content).encode(), key.public_key, place)


def parked_told(
    shop: Shop,
    basket_id: UUID | None = None,
    *,
    name: str = "",
    later: int = 0,
    content: Any = None,
) -> dict[str, Any]:
    """What the counter tells of a basket; ``later`` seconds after now."""
    basket_id = basket_id or new_id()
    basket = basket_of(basket_id, patient="1.sealed") if content is None else content
    at = clock.now() + timedelta(seconds=later)
    return {
        "id": str(basket_id),
        "parked_at": at.isoformat(),
        "changed_at": at.isoformat(),
        "person_id": str(shop.owner.id),
        "lines": 2,
        "total": 14_000,
        "sealed": sealed_for(shop, "parked", basket_id, basket),
        "sealed_name": sealed_for(shop, "parked_name", basket_id, {"name": name}) if name else "",
    }


def park(shop: Shop, told: dict[str, Any]) -> ParkedState:
    """The counter of the shop tells it."""
    from pydantic import TypeAdapter  # noqa: PLC0415 (slow)

    read = TypeAdapter(ParkedTold).validate_python(told)
    return take_parked(actor=terminal_actor(shop), point=point_of(shop), told=read)


def fetch(shop: Shop, basket_id: Any, changed_at: Any = None) -> FetchedBasket:
    """The counter of the shop asks for it."""
    return fetch_basket(
        actor=terminal_actor(shop),
        branch_id=shop.branch_id,
        point=point_of(shop),
        basket_id=UUID(str(basket_id)),
        person_id=shop.owner.id,
        changed_at=changed_at,
    )
