"""The roles that every pharmacy starts with, their names and landings.

What each may stands at the rights (``core/permissions.py``) and as a whole in docs/roles.md. Least
privilege: a right that names no role isn't held. ``tests/surfaces/matrix.csv`` says by hand what
follows for every endpoint and screen.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import declared_permissions
from theriac.core.problems import Text

ROLE_TITLES: dict[str, Text] = {
    "owner": _("Owner"),
    "manager": _("Manager"),
    "pharmacist": _("Pharmacist"),
    "technician": _("Technician"),
    "cashier": _("Cashier"),
    "restocker": _("Restocker"),
    "auditor": _("Auditor"),
    "administrator": _("Administrator"),
    "stocktaker": _("Stocktaker"),
}

LANDINGS = ("", "today", "till", "receive", "stock", "sales", "trail", "people")
"""The pages that a role may name for after the sign-in; "" goes by what the person may."""


def title_of(code: str) -> Text:
    """The name at delivery; the code of a role that a pharmacy made itself."""
    return ROLE_TITLES.get(code, code)


METHOD_TITLES: dict[str, Text] = {
    "inventory": _("Manage inventory"),
    "customers": _("Serve customers"),
    "users": _("Manage users"),
}
"""The three methods that small pharmacies think in; a new role may start from one."""


def delivered_rights(role: str) -> frozenset[str]:
    """The rights that a role of the delivery holds by then; each right names its roles."""
    return frozenset(one.code for one in declared_permissions() if role in one.roles)


def method_rights(method: str) -> frozenset[str]:
    """What a role that starts from this method may do; empty for a word that is none."""
    return frozenset(one.code for one in declared_permissions() if method in one.methods)
