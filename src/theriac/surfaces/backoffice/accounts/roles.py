"""What each role may: a table to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import declared_permissions
from theriac.core.problems import Text
from theriac.domains.accounts.permissions import VIEW_STAFF
from theriac.domains.accounts.queries.people import list_roles
from theriac.surfaces.backoffice.accounts.words import role_choices
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

AREAS: dict[str, Text] = {
    "accounts": _("People and keys"),
    "catalog": _("Catalogue"),
    "jobs": _("Background work"),
    "organisation": _("Pharmacy and devices"),
    "sales": _("Sales"),
    "stock": _("Stock"),
}


class Roles(Screen):
    """Every permission that there is, and which roles hold it."""

    permission = VIEW_STAFF
    title = _("What each role may")
    template_name = "backoffice/accounts/roles.html"

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the people."""
        return [Crumb(_("People"), reverse("backoffice:person_list"))]

    def context(self) -> dict[str, Any]:
        """Areas with their permissions, and for each role whether it holds them."""
        held = {role.code: frozenset(role.permissions) for role in list_roles()}
        titles = role_choices()
        areas: dict[str, list[dict[str, Any]]] = {}
        for permission in declared_permissions():
            areas.setdefault(permission.code.partition(".")[0], []).append(
                {
                    "title": permission.title,
                    "held": [
                        {"title": title, "yes": permission.code in held[code]}
                        for code, title in titles
                    ],
                }
            )
        return {
            "roles": [title for _code, title in titles],
            "areas": [(AREAS.get(name, name), rows) for name, rows in areas.items()],
        }
