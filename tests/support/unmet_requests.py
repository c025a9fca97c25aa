"""What somebody asked for and wasn't in stock."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.pushing import point_of, terminal_actor
from tests.support.shop import Medicine, Shop
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.unmet_requests.commands.record import (
    RequestState,
    record_request,
    take_told_request,
)
from theriac.domains.unmet_requests.drafts import RequestWritten


def an_unmet_request(shop: Shop, medicine: Medicine | None = None, **said: Any) -> UUID:
    """Somebody of the branch records it: two of the medicine, or of what ``text`` says."""
    asked: dict[str, Any] = {"quantity": 2, "product_id": medicine.id if medicine else None}
    return record_request(
        actor=shop.owner, branch_id=shop.branch_id, asked=RequestWritten(**(asked | said))
    )


def told_request(shop: Shop, medicine: Medicine | None = None, **said: Any) -> dict[str, Any]:
    """A request as the counter tells it."""
    return {
        "id": str(new_id()),
        "at": clock.now().isoformat(),
        "person_id": str(shop.owner.id),
        "product_id": str(medicine.id) if medicine else None,
        "text": "" if medicine else "Sirup X 60 ml",
        "quantity": 2,
        "note": "",
    } | said


def tell(shop: Shop, wire: dict[str, Any], *, is_signed: bool = True) -> RequestState | None:
    """The counter of the shop tells it."""
    return take_told_request(
        actor=terminal_actor(shop), point=point_of(shop), wire=wire, is_signed=is_signed
    )
