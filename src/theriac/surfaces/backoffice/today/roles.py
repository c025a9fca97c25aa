"""What each role's first page holds; a part shows only what its permission allows."""

from __future__ import annotations

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.domains.accounts.permissions import VIEW_STAFF
from theriac.domains.accounts.queries.people import get_person
from theriac.domains.sales.permissions import PERMIT_GROUND, SELL, VIEW_SALES
from theriac.domains.stock.permissions import VIEW_STOCK

ORDER = (
    "owner",
    "manager",
    "pharmacist",
    "restocker",
    "technician",
    "cashier",
    "auditor",
    "administrator",
)
"""Of several roles the first one here rules the page."""

FIGURES: dict[str, tuple[str, ...]] = {
    "owner": ("sales", "transactions", "low", "cases"),
    "manager": ("sales", "transactions", "low", "cases"),
    "pharmacist": ("expiring", "expired", "without", "cases"),
    "restocker": ("low", "expiring", "expired", "without"),
    "technician": ("own_sales", "own_transactions", "low", "expiring"),
    "cashier": ("own_sales", "own_transactions"),
    "auditor": ("sales", "transactions", "cases", "held"),
    "administrator": ("people", "terminals", "failed"),
}
MAIN: dict[str, tuple[str, ...]] = {
    "owner": ("decisions", "hours"),
    "manager": ("decisions", "hours"),
    "pharmacist": ("decisions", "expiry_batches"),
    "restocker": ("decisions", "expiry_batches"),
    "technician": ("decisions", "latest"),
    "cashier": ("latest",),
    "auditor": ("decisions", "hours"),
    "administrator": ("decisions", "jobs"),
}
SIDE: dict[str, tuple[str, ...]] = {
    "owner": ("books", "branches", "terminals", "expiry"),
    "manager": ("terminals", "expiry", "books"),
    "pharmacist": ("expiry",),
    "restocker": ("expiry",),
    "technician": (),
    "cashier": (),
    "auditor": ("books", "terminals"),
    "administrator": ("books",),
}


RIGHTS: tuple[tuple[str, Permission], ...] = (
    ("pharmacist", PERMIT_GROUND),
    ("cashier", SELL),
    ("auditor", VIEW_SALES),
    ("restocker", VIEW_STOCK),
    ("administrator", VIEW_STAFF),
)
"""Whose page somebody gets who holds only roles that the pharmacy made: by the first right held."""


def leading_role(actor: Actor) -> str:
    """The role whose page is drawn for the person at the branch worked in; empty without any."""
    person = get_person(actor.id)
    if person is None:
        return ""
    held = list(person.assignments.all())
    here = [one for one in held if one.branch_id in {None, actor.branch_id}]
    codes = {one.role.code for one in here or held}
    by_name = next((role for role in ORDER if role in codes), "")
    if by_name or not codes:
        return by_name
    may = (role for role, right in RIGHTS if actor.may(right, actor.branch_id))
    return next(may, "")
