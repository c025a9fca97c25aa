"""Making a role from another or from one of the three methods, and changing what one may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.permissions import declared_permissions
from theriac.core.problems import Text
from theriac.domains.accounts.commands.roles import change_role, create_role
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.roles import get_role, roles_in_order
from theriac.domains.accounts.roles import METHOD_TITLES, method_rights
from theriac.surfaces.backoffice.accounts.roles.areas import areas
from theriac.surfaces.backoffice.accounts.roles.detail import RoleScreen
from theriac.surfaces.backoffice.accounts.roles.landing import landing_choices
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

METHOD = "method-"


class StartForm(ScreenForm):
    """A name, and what the role starts from."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    start = forms.ChoiceField(
        label=gettext_lazy("Start from"),
        help_text=gettext_lazy("On the next page you can add or remove permissions."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        methods = [(f"{METHOD}{key}", title) for key, title in METHOD_TITLES.items()]
        roles = [(str(role.id), role.title) for role in roles_in_order()]
        fields: Any = self.fields
        fields["start"].choices = [
            ("", _("None: choose permissions one by one")),
            (_("Common roles"), methods),
            (_("Copy of a role"), roles),
        ]

    def permissions(self) -> frozenset[str]:
        """The rights that were chosen to start from, of those that there are."""
        start = self.cleaned_data["start"]
        if start.startswith(METHOD):
            return method_rights(start.removeprefix(METHOD))
        role = get_role(UUID(start)) if start else None
        known = {one.code for one in declared_permissions()}
        return frozenset(role.permissions) & known if role else frozenset()


class NewRole(FormScreen):
    """Make a role; its page to tick rights comes next."""

    permission = MANAGE_STAFF
    title = gettext_lazy("Create role")
    form_class = StartForm
    submit_label = gettext_lazy("Create role")
    done = gettext_lazy("Created. Choose its permissions, then assign it to staff.")

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Staff"), reverse("backoffice:person_list")),
            Crumb(gettext_lazy("Roles"), reverse("backoffice:role_list")),
        ]

    def initial(self) -> dict[str, Any]:
        """A copy of the role in the address, where there is one."""
        wanted = self.request.GET.get("from", "")
        role_id = parse_id(wanted)
        role = get_role(role_id) if role_id else None
        if role is None:
            return {"start": wanted}
        return {"start": str(role.id), "name": _("%(name)s, copy") % {"name": role.title}}

    def act(self, form: ScreenForm) -> str:
        start = cast("StartForm", form)
        role_id = create_role(
            actor=self.actor, name=start.cleaned_data["name"], permissions=start.permissions()
        )
        return reverse("backoffice:role_edit", args=[role_id])


class RoleForm(ScreenForm):
    """A name and one box for each right."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    landing = forms.ChoiceField(
        label=gettext_lazy("First page after sign-in"), choices=landing_choices, required=False
    )
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("Permissions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["permissions"].choices = [
            (one.code, one.title) for _area, rights in areas() for one in rights
        ]

    def boxes(self) -> Iterator[tuple[Text, list[tuple[Any, Any]]]]:
        """The boxes by area, each with its right."""
        boxes = iter(self["permissions"])
        for title, rights in areas():
            yield title, [(next(boxes), one) for one in rights]


class EditRole(RoleScreen, FormScreen):
    """What the role may from the next click on."""

    permission = MANAGE_STAFF
    template_name = "backoffice/accounts/role_form.html"
    form_class = RoleForm
    submit_label = gettext_lazy("Save role")
    done = gettext_lazy("Saved. The new permissions apply immediately, also at counters.")

    def page_title(self) -> Text:
        return _("Edit role %(name)s") % {"name": self.role.title}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.role.title, self.address())]

    def initial(self) -> dict[str, Any]:
        return {
            "name": self.role.title,
            "landing": self.role.landing,
            "permissions": self.role.permissions,
            "version": self.role.version,
        }

    def act(self, form: ScreenForm) -> str:
        """Change it; the delivered name, typed as it was, stays the delivered one."""
        data = form.cleaned_data
        is_unnamed = not self.role.name and data["name"] == self.role.title
        change_role(
            actor=self.actor,
            role_id=self.role.id,
            version=data["version"],
            name="" if is_unnamed else data["name"],
            permissions=data["permissions"],
            landing=data["landing"],
        )
        return self.address()
