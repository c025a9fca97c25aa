"""What each role's first page holds; a part shows only what its permission allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.domains.accounts.permissions import VIEW_STAFF
from theriac.domains.accounts.queries.people import get_person
from theriac.domains.sales.permissions import PERMIT_GROUND, SELL, VIEW_SALES
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stocktaking.permissions import COUNT_STOCK

if TYPE_CHECKING:
    from theriac.domains.accounts.models import Role

ORDER = (
    "owner",
    "manager",
    "pharmacist",
    "restocker",
    "technician",
    "cashier",
    "auditor",
    "administrator",
    "stocktaker",
)
"""Of several roles the first one here rules the page."""

FIGURES: dict[str, tuple[str, ...]] = {
    "owner": ("sales", "transactions", "queue", "low", "cases"),
    "manager": ("sales", "transactions", "queue", "low", "cases"),
    "pharmacist": ("expiring", "expired", "without", "cases"),
    "restocker": ("low", "expiring", "expired", "without"),
    "technician": ("own_sales", "own_transactions", "low", "expiring"),
    "cashier": ("own_sales", "own_transactions"),
    "auditor": ("sales", "transactions", "cases", "held"),
    "administrator": ("people", "terminals", "failed"),
    "stocktaker": (),
}
MAIN: dict[str, tuple[str, ...]] = {
    "owner": ("decisions", "hours"),
    "manager": ("decisions", "hours"),
    "pharmacist": ("decisions", "expiry_batches"),
    "restocker": ("receipts", "decisions", "expiry_batches"),
    "technician": ("decisions", "latest"),
    "cashier": ("decisions", "latest"),
    "auditor": ("decisions", "trail", "hours"),
    "administrator": ("decisions", "jobs"),
    "stocktaker": ("decisions",),
}
SIDE: dict[str, tuple[str, ...]] = {
    "owner": ("books", "branches", "terminals", "expiry"),
    "manager": ("terminals", "expiry", "books"),
    "pharmacist": ("expiry",),
    "restocker": ("expiry",),
    "technician": (),
    "cashier": (),
    "auditor": ("seal", "books", "terminals"),
    "administrator": ("books",),
    "stocktaker": (),
}


RIGHTS: tuple[tuple[str, Permission], ...] = (
    ("pharmacist", PERMIT_GROUND),
    ("cashier", SELL),
    ("auditor", VIEW_SALES),
    ("restocker", VIEW_STOCK),
    ("administrator", VIEW_STAFF),
    ("stocktaker", COUNT_STOCK),
)
"""Whose page somebody gets who holds only roles that the pharmacy made: by the first right held."""


BY_ROLE = {"cashier": "till"}
"""Where a role's people land that names no page itself; everybody else on Today."""


def landing_of(actor: Actor) -> str:
    """The page that the person lands on: what their leading role names, or goes with it.

    Of several roles that the pharmacy made, the first by code that names a page.
    """
    held = _held(actor)
    leading = _leading(actor, held)
    codes = {role.code for role in held}
    naming = [role for role in held if leading not in codes or role.code == leading]
    named = sorted((role.code, role.landing) for role in naming if role.landing)
    return named[0][1] if named else BY_ROLE.get(leading, "today")


def leading_role(actor: Actor) -> str:
    """The role whose page is drawn for the person at the branch worked in; empty without any."""
    return _leading(actor, _held(actor))


def _leading(actor: Actor, held: Sequence[Role]) -> str:
    codes = {role.code for role in held}
    by_name = next((role for role in ORDER if role in codes), "")
    if by_name or not codes:
        return by_name
    may = (role for role, right in RIGHTS if actor.may(right, actor.branch_id))
    return next(may, "")


def _held(actor: Actor) -> list[Role]:
    """The roles held at the branch worked in, or those held anywhere where there are none."""
    person = get_person(actor.id)
    held = list(person.assignments.all()) if person else []
    here = [one.role for one in held if one.branch_id in {None, actor.branch_id}]
    return here or [one.role for one in held]
