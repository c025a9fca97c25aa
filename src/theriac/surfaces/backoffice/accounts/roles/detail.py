"""One role: what it may and why that matters, who holds it where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.accounts.commands.roles import bring_back_role, restore_role, retire_role
from theriac.domains.accounts.permissions import MANAGE_STAFF, VIEW_STAFF
from theriac.domains.accounts.queries.roles import get_role, holders_of
from theriac.domains.accounts.roles import delivered_rights
from theriac.surfaces.backoffice.accounts.roles.areas import areas
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.accounts.models import Role


class RoleScreen(Screen):
    """What the screens of one role share."""

    permission = VIEW_STAFF

    @cached_property
    def role(self) -> Role:
        """The role. Raises NotFound."""
        found = get_role(self.kwargs["role_id"])
        if found is None:
            raise NotFound(_("This role isn't here any more. Look in the list."))
        return found

    def address(self) -> str:
        return reverse("backoffice:role_detail", args=[self.role.id])

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("People"), reverse("backoffice:person_list")),
            Crumb(gettext_lazy("Roles"), reverse("backoffice:role_list")),
        ]


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


class RoleButton(RoleScreen):
    """A button of the role's page: does one thing and goes back."""

    permission = MANAGE_STAFF
    http_method_names = ("post",)
    done: ClassVar[Text]

    def act(self) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Do it and say so."""
        self.act()
        messages.success(request, str(self.done))
        return HttpResponseRedirect(self.address())


class RetireRole(RoleButton):
    """Nobody is given it any more."""

    permission = MANAGE_STAFF
    done = gettext_lazy("Retired. Nobody can be given this role any more.")

    def act(self) -> None:
        retire_role(actor=self.actor, role_id=self.role.id)


class BringBackRole(RoleButton):
    """It may be given again."""

    permission = MANAGE_STAFF
    done = gettext_lazy("The role is back and may be given.")

    def act(self) -> None:
        bring_back_role(actor=self.actor, role_id=self.role.id)


class RestoreRole(RoleButton):
    """A delivered role is as it was."""

    permission = MANAGE_STAFF
    done = gettext_lazy("The role is as it was at delivery, from the next click on.")

    def act(self) -> None:
        restore_role(actor=self.actor, role_id=self.role.id)
