"""The roles that every pharmacy starts with, and what each may do.

Least privilege: a right that isn't listed isn't held. ``tests/surfaces/matrix.csv`` says by hand
what follows for every endpoint and screen.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

_LOOK = frozenset({"catalog.view", "stock.view", "organisation.view"})
_SELL = _LOOK | {"sales.sell", "sales.view", "stock.take_back", "stock.want", "stock.reserve"}
_RECEIVE = frozenset(
    {
        "purchasing.view",
        "purchasing.draft",
        "purchasing.check",
        "purchasing.view_returns",
        "purchasing.draft_return",
    }
)
_GIVE_BACK = frozenset({"purchasing.send_return", "purchasing.settle_return"})
_STOCK = (_LOOK | _RECEIVE) | {
    "catalog.label",
    "stock.transfer",
    "suppliers.view",
    "stock.adjust",
    "stock.write_off",
    "stock.minimum",
    "stock.alerts",
    "stock.hold",
    "stock.recall_units",
    "stock.take_back",
    "stock.witness",
    "stock.count",
    "stock.want",
    "stock.reserve",
    "stock.cold_record",
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
        "stock.transfer_approve",
        "stock.transfer_settle",
        "catalog.manage",
        "catalog.price",
        "catalog.import",
        "catalog.merge",
        "stock.reverse",
        "stock.release",
        "stock.recall",
        "stock.destroy",
        "stock.count_review",
        "stock.count_post",
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
        "stock.cold_manage",
        "purchasing.post",
        "purchasing.reverse",
        "purchasing.terms",
        "stock.opening",
    }
    | _GIVE_BACK
)

ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    "owner": _MANAGER
    | {
        "accounts.manage",
        "accounts.api_keys",
        "accounts.share",
        "stock.cold_assess",
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
    | {"stock.transfer", "stock.transfer_approve"}
    | _PATIENTS
    | {"patients.merge"}
    | {"suppliers.view", "sales.ground", "sales.settle", "stock.alerts"}
    | {"stock.cold_record", "stock.cold_manage", "stock.cold_assess"}
    | _RECEIVE
    | _GIVE_BACK
    | {"stock.adjust", "stock.write_off", "catalog.manage", "catalog.price", "catalog.label"}
    | {"purchasing.post"}
    | {"stock.hold", "stock.release", "stock.recall", "stock.recall_units"}
    | {"stock.destroy", "stock.witness"}
    | {"stock.count", "stock.count_review"},
    "technician": _SELL
    | _PATIENTS
    | {"stock.alerts", "stock.hold", "stock.witness", "stock.count", "stock.cold_record"},
    "cashier": _SELL | {"patients.view"},
    "restocker": _STOCK,
    "auditor": _LOOK
    | {"sales.view", "accounts.view", "accounts.security", "audit.view", "jobs.view"}
    | {"approvals.view", "files.view", "suppliers.view"}
    | {"purchasing.view", "purchasing.view_returns"},
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
    | {"suppliers.manage", "stock.reverse", "catalog.manage", "catalog.price", "catalog.import"}
    | {"jobs.view", "purchasing.post", "stock.opening"},
    "customers": _SELL | {"sales.ground"},
    "users": frozenset({"accounts.view", "accounts.manage", "organisation.view"}),
}
