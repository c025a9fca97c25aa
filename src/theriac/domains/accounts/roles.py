"""The roles that every pharmacy starts with, and what each may do.

Least privilege: a right that isn't listed isn't held. ``tests/surfaces/matrix.csv`` says by hand
what follows for every endpoint and screen.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

_LOOK = frozenset({"catalog.view", "stock.view", "organisation.view"})
_SELL = _LOOK | {"sales.sell", "sales.view"}
_STOCK = _LOOK | {
    "suppliers.view",
    "stock.receive",
    "stock.adjust",
    "stock.write_off",
    "stock.minimum",
}
_PATIENTS = frozenset(
    {"patients.view", "patients.identity", "patients.clinical", "patients.manage"}
)
"""What dispensing needs; a cashier finds people and sees no more of them than tells them apart."""

ROLE_TITLES: dict[str, Text] = {
    "owner": _("Owner"),
    "manager": _("Manager"),
    "pharmacist": _("Pharmacist"),
    "technician": _("Technician"),
    "cashier": _("Cashier"),
    "restocker": _("Restocker"),
    "auditor": _("Auditor"),
    "administrator": _("Administrator"),
}

LANDINGS = ("", "today", "till", "receive", "stock", "sales", "trail", "people")
"""The pages that a role may name for after the sign-in; "" goes by what the person may."""


def title_of(code: str) -> Text:
    """The name at delivery; the code of a role that a pharmacy made itself."""
    return ROLE_TITLES.get(code, code)


_MANAGER = (
    _SELL
    | _STOCK
    | {
        "catalog.manage",
        "catalog.import",
        "stock.reverse",
        "sales.settle",
        "sales.ground",
        "accounts.view",
        "organisation.terminals",
        "jobs.view",
        "files.view",
        "suppliers.view",
        "suppliers.manage",
        "patients.view",
        "patients.identity",
        "patients.manage",
        "patients.merge",
        "approvals.view",
        "sales.approve_discount",
        "stock.approve",
    }
)

ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    "owner": _MANAGER
    | {
        "accounts.manage",
        "accounts.api_keys",
        "accounts.share",
        "audit.view",
        "accounts.security",
        "organisation.manage",
        "jobs.manage",
        "patients.clinical",
        "patients.erase",
        "patients.restricted",
        "patients.analyse",
        "organisation.retention",
        "approvals.limits",
        "approvals.single_handed",
    },
    "manager": _MANAGER,
    "pharmacist": _SELL
    | _PATIENTS
    | {"patients.merge"}
    | {"suppliers.view", "sales.ground", "sales.settle"}
    | {"stock.adjust", "stock.write_off", "catalog.manage"},
    "technician": _SELL | _PATIENTS,
    "cashier": _SELL | {"patients.view"},
    "restocker": _STOCK,
    "auditor": _LOOK
    | {"sales.view", "accounts.view", "accounts.security", "audit.view", "jobs.view"}
    | {"approvals.view", "files.view", "suppliers.view"},
    "administrator": frozenset(
        {
            "organisation.view",
            "organisation.manage",
            "organisation.terminals",
            "accounts.view",
            "accounts.manage",
            "accounts.api_keys",
            "audit.view",
            "accounts.security",
            "jobs.view",
            "jobs.manage",
            "files.view",
        }
    ),
}

METHOD_TITLES: dict[str, Text] = {
    "inventory": _("Manage inventory"),
    "customers": _("Serve customers"),
    "users": _("Manage users"),
}
"""The three methods that small pharmacies think in; a new role may start from one."""

METHOD_PERMISSIONS: dict[str, frozenset[str]] = {
    "inventory": _STOCK
    | {"suppliers.manage", "stock.reverse", "catalog.manage", "catalog.import", "jobs.view"},
    "customers": _SELL | {"sales.ground"},
    "users": frozenset({"accounts.view", "accounts.manage", "organisation.view"}),
}
