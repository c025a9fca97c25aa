"""Prescriptions as a counter seals them to its branch."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core.ids import new_id
from theriac.core.sealing.sealed import place_of, seal
from theriac.domains.organisation.queries.sealing_keys import newest_key
from theriac.domains.sales.pushes.sale import PushedGround

SEEN = {"prescriber": "dr. Maya Quinzola", "number": "RX-0412-ZZ"}


def sealed_text(
    shop: Shop, sale_id: UUID, ground_id: UUID, content: Any = None, /, **elsewhere: Any
) -> str:
    """What was seen, sealed to the branch's newest key for this ground of this sale."""
    key = newest_key(shop.branch_id)
    assert key is not None
    place = {"purpose": "ground", "branch_id": shop.branch_id, "sale_id": sale_id, **elsewhere}
    ids = [place["branch_id"], place["sale_id"], ground_id]
    text = content if isinstance(content, bytes) else json.dumps(content or SEEN).encode()
    return seal(text, key.public_key, place_of(place["purpose"], ids))


def sealed_ground(
    shop: Shop, sale_id: UUID, content: Any = None, /, **elsewhere: Any
) -> PushedGround:
    """The ground of a prescription that was seen, permitted by the owner."""
    ground_id = new_id()
    return PushedGround(
        id=ground_id,
        kind="prescription",
        permitted_by=shop.owner.id,
        written_on=shop.today,
        sealed=sealed_text(shop, sale_id, ground_id, content, **elsewhere),
    )
