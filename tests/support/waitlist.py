"""Who waits at the shop, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Medicine, Shop
from theriac.domains.waitlist.commands.join import WaitWish, join_waitlist
from theriac.domains.waitlist.ids import WaitId
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.rules import in_order


def join(
    shop: Shop, medicine: Medicine, quantity: int = 1, ticket: str = "A1", **wish: Any
) -> UUID:
    """Somebody with a ticket waits for so many, unless told otherwise."""
    who = {"ticket": ticket} if "patient_id" not in wish else {}
    asked = WaitWish(product_id=medicine.id, quantity=quantity, **who, **wish)
    return join_waitlist(actor=shop.owner, branch_id=shop.branch_id, wish=asked)


def states(*, standing: bool = False) -> dict[str, str]:
    """The state of each wait by what tells whose it is, in the order of the line."""
    rows = in_order(Wait.objects.all())
    return {
        one.code: one.state for one in rows if not standing or one.state in ("waiting", "offered")
    }


def at(shop: Shop, wait_id: UUID) -> dict[str, Any]:
    """What a command on a wait of the shop is given, at the version that there is."""
    return {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "wait_id": WaitId(wait_id),
        "version": Wait.objects.values_list("version", flat=True).get(id=wait_id),
    }
