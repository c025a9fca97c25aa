"""More than one branch, for tests of what may be seen where."""

from __future__ import annotations

from tests.support.shop import ZONES, Shop
from theriac.core.actor import SYSTEM
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.places import open_places


def second_branch(shop: Shop, code: str = "KNG") -> BranchId:
    """Another branch of the same pharmacy, with its own shelf."""
    branch_id = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code=code,
        name="Kenanga",
        time_zone=ZONES[shop.country],
    )
    open_places(actor=SYSTEM, branch_id=branch_id)
    return branch_id
