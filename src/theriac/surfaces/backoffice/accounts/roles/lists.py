"""The roles, and what each may: a table to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.domains.accounts.permissions import MANAGE_STAFF, VIEW_STAFF
from theriac.domains.accounts.queries.roles import count_holders, roles_in_order
from theriac.surfaces.backoffice.accounts.roles.areas import areas
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.accounts.models import Role


class Roles(Screen):
    """Every role with who holds it; then every right that there is, and which roles hold it."""

    permission = VIEW_STAFF
    title = _("Roles")
    template_name = "backoffice/accounts/roles.html"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Staff"), reverse("backoffice:person_list"))]

    def context(self) -> dict[str, Any]:
        """Roles with their holders; areas with their rights and who holds them."""
        roles = roles_in_order(with_retired=True)
        holders = count_holders()
        held = {role: frozenset(role.permissions) for role in roles if not role.retired_at}
        return {
            "rows": [_row(role, *holders[role.id]) for role in roles],
            "roles": list(held),
            "areas": [
                (
                    title,
                    [
                        {
                            "title": one.title,
                            "held": [
                                {"title": role.title, "yes": one.code in codes}
                                for role, codes in held.items()
                            ],
                        }
                        for one in rights
                    ],
                )
                for title, rights in areas()
            ],
            "may_manage": self.actor.may(MANAGE_STAFF),
        }


def _row(role: Role, people: int, keys: int) -> dict[str, Any]:
    return {"role": role, "people": people, "keys": keys, "rights": len(role.permissions)}
