"""One role: what it may and why that matters, who holds it where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.commands.roles import bring_back_role, restore_role, retire_role
from theriac.domains.accounts.permissions import MANAGE_STAFF, VIEW_STAFF
from theriac.domains.accounts.queries.roles import get_role, holders_of
from theriac.domains.accounts.roles import delivered_rights
from theriac.surfaces.backoffice.accounts.roles.areas import areas
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.one import One, OneScreen

if TYPE_CHECKING:
    from theriac.domains.accounts.models import Role


class RoleScreen(OneScreen):
    """What the screens of one role share."""

    permission = VIEW_STAFF

    own_page = "backoffice:role_detail"
    among = (
        (gettext_lazy("Staff"), "backoffice:person_list"),
        (gettext_lazy("Roles"), "backoffice:role_list"),
    )

    role: One[Role] = One(
        "role_id",
        lambda _at, key: get_role(key),
        missing=gettext_lazy("This role no longer exists. Choose another from the list."),
    )

    def name(self) -> Text:
        return self.role.title


class RoleDetail(RoleScreen):
    """What the role may, and who holds it."""

    permission = VIEW_STAFF
    template_name = "backoffice/accounts/role.html"

    def page_title(self) -> Text:
        return self.role.title

    def context(self) -> dict[str, Any]:
        """Rights by area: held now, and where that differs from the delivery."""
        held = frozenset(self.role.permissions)
        delivered = delivered_rights(self.role.code) if self.role.is_delivered else held
        return {
            "role": self.role,
            "areas": [
                (
                    title,
                    [
                        {
                            "right": one,
                            "yes": one.code in held,
                            "differs": (one.code in held) != (one.code in delivered),
                        }
                        for one in rights
                    ],
                )
                for title, rights in areas()
            ],
            "holders": holders_of(self.role.id, actor=self.actor),
            "may_manage": self.actor.may(MANAGE_STAFF),
        }


class RetireRole(RoleScreen, ButtonScreen):
    """Nobody is given it any more."""

    calls = Calls(retire_role)
    done = gettext_lazy("Archived. This role can no longer be assigned.")


class BringBackRole(RoleScreen, ButtonScreen):
    """It may be given again."""

    calls = Calls(bring_back_role)
    done = gettext_lazy("The role was restored and can be assigned.")


class RestoreRole(RoleScreen, ButtonScreen):
    """A delivered role is as it was."""

    calls = Calls(restore_role)
    done = gettext_lazy("The role was reset to default. The change applies immediately.")
