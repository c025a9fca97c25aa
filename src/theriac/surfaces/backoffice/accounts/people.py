"""One person: who they are, what they may where, a new password, in or out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.commands.people import (
    add_person,
    assign_roles,
    change_password,
    set_person_active,
)
from theriac.domains.accounts.commands.security import unlock_account
from theriac.domains.accounts.permissions import MANAGE_STAFF, VIEW_SECURITY, VIEW_STAFF
from theriac.domains.accounts.queries.people import people_seen
from theriac.domains.accounts.queries.profiles import get_profile
from theriac.domains.accounts.security.devices import places_of
from theriac.domains.accounts.security.tries import account, locked_until
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.accounts.forms import (
    HandedPasswordForm,
    PersonForm,
    RolesForm,
    proposed_password,
)
from theriac.surfaces.backoffice.accounts.lists import state_badge
from theriac.surfaces.backoffice.accounts.profiles.words import licence_rows, with_documents
from theriac.surfaces.backoffice.accounts.words import EVERYWHERE, branch_of
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

if TYPE_CHECKING:
    from theriac.domains.accounts.models import User


class AddPerson(FormScreen):
    """Add a member of staff."""

    permission = MANAGE_STAFF
    title = gettext_lazy("Add staff member")
    form_class = PersonForm
    submit_label = gettext_lazy("Add staff member")
    done = gettext_lazy("Added. You can assign more roles below.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Staff"), reverse("backoffice:person_list"))]

    def form(self, **options: Any) -> ScreenForm:
        """The branches whose staff the actor manages."""
        return PersonForm(initial=self.initial(), actor=self.actor, **options)

    def initial(self) -> dict[str, Any]:
        """A password to start with, and the branch that is worked in."""
        return {"password": proposed_password(), "branch": str(self.branch_id or EVERYWHERE)}

    def act(self, form: ScreenForm) -> str:
        """Add them with their role, or not at all."""
        data = form.cleaned_data
        user_id = add_person(
            actor=self.actor,
            username=data["username"],
            display_name=data["display_name"],
            password=data["password"],
            email=data["email"],
            language=data["language"],
            roles=[(data["role"], branch_of(data["branch"]))],
        )
        return reverse("backoffice:person_detail", args=[user_id])


class PersonScreen(OneScreen):
    """What the screens of one person share."""

    permission = VIEW_STAFF

    own_page = "backoffice:person_detail"
    among = ((gettext_lazy("Staff"), "backoffice:person_list"),)

    person: One[User] = One(
        "user_id",
        lambda at, key: (
            people_seen(actor=at.actor, permission=at.permission or VIEW_STAFF)
            .filter(id=key)
            .first()
        ),
        missing=gettext_lazy("This person isn't on the staff. Choose another from the list."),
    )

    def name(self) -> Text:
        return self.person.display_name


class PersonDetail(PersonScreen):
    """Who they are and what they may."""

    permission = VIEW_STAFF
    template_name = "backoffice/accounts/person.html"

    def page_title(self) -> Text:
        return self.person.display_name

    def context(self) -> dict[str, Any]:
        """Roles branch by branch, none included."""
        return {
            "person": self.person,
            "places": self._places(),
            "has_roles": bool(self.person.assignments.all()),
            "profile": get_profile(self.person.id),
            "licences": with_documents(self.actor, licence_rows(self.person.id, shown.today())),
            "state": state_badge(self.person),
            "language": dict(settings.LANGUAGES).get(self.person.language, _("Same as device")),
            "may_manage": self.may(MANAGE_STAFF),
            "shows_numbers": self.may(MANAGE_STAFF) or self.person.id == self.actor.id,
            "is_self": self.person.id == self.actor.id,
            **history_beside(self, self.person.id),
            "locked_until": locked_until(
                account(self.person.handle), *places_of(self.person.id, self.person.handle)
            ),
            "may_see_security": self.may(VIEW_SECURITY),
        }

    def _places(self) -> list[tuple[str, str, bool]]:
        """Each branch with the roles held there, the ones that hold everywhere marked."""
        held: dict[UUID | None, list[str]] = {}
        for one in self.person.assignments.all():
            held.setdefault(one.branch_id, []).append(one.role.title)
        seen = list_branches(self.actor.branches_with(VIEW_STAFF))
        rows = [(branch.name, sorted(held.get(branch.id, []))) for branch in seen]
        if everywhere := sorted(held.get(None, [])):
            rows.insert(0, (_("Every branch"), everywhere))
        return [(place, ", ".join(titles), bool(titles)) for place, titles in rows]


class ChangeRoles(PersonScreen, FormScreen):
    """What a person may at which branch."""

    permission = MANAGE_STAFF
    template_name = "backoffice/accounts/roles_form.html"
    form_class = RolesForm
    submit_label = gettext_lazy("Save roles")
    done = gettext_lazy("Roles saved. They apply immediately.")

    def page_title(self) -> Text:
        return _("Roles of %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def initial(self) -> dict[str, Any]:
        return {
            "roles": [
                f"{one.role.code}:{one.branch_id or EVERYWHERE}"
                for one in self.person.assignments.all()
            ]
        }

    def form(self, **options: Any) -> ScreenForm:
        """Boxes for the roles that may be given, and for the retired ones that are still held."""
        held = [one.role.code for one in self.person.assignments.all()]
        return RolesForm(initial=self.initial(), actor=self.actor, held=held, **options)

    def act(self, form: ScreenForm) -> str:
        """Replace the roles; those of branches that the actor doesn't manage stay."""
        shown = {place for place, _name in cast("RolesForm", form).places}
        kept = [
            (one.role.code, one.branch_id)
            for one in self.person.assignments.all()
            if str(one.branch_id or EVERYWHERE) not in shown
        ]
        roles = [*kept, *cast("RolesForm", form).pairs()]
        assign_roles(actor=self.actor, user_id=self.person.id, roles=roles)
        return self.address()


class GivePassword(PersonScreen, FormScreen):
    """A new password for somebody who forgot theirs."""

    permission = MANAGE_STAFF
    form_class = HandedPasswordForm
    template_name = "backoffice/form.html"
    submit_label = gettext_lazy("Save password")
    lead = gettext_lazy("The current password stops working immediately.")

    def page_title(self) -> Text:
        return _("New password for %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def initial(self) -> dict[str, Any]:
        """One that is easy to read out."""
        return {"password": proposed_password()}

    def act(self, form: ScreenForm) -> str:
        change_password(
            actor=self.actor, user_id=self.person.id, password=form.cleaned_data["password"]
        )
        messages.success(
            self.request,
            _("%(name)s can now sign in with the new password.")
            % {"name": self.person.display_name},
        )
        return self.address()


class SetActive(PersonScreen, ButtonScreen):
    """Shut a person out, or let them in again."""

    calls = Calls(set_person_active, active=lambda text: text == "yes")

    def said(self, result: Any) -> Text:
        """Whether they may sign in now."""
        active = self.request.POST.get("active") == "yes"
        words = _("%(name)s can sign in.") if active else _("%(name)s is suspended.")
        return words % {"name": self.person.display_name}


class Unlock(PersonScreen, ButtonScreen):
    """Let a person whose account is locked try again."""

    calls = Calls(unlock_account)

    def said(self, result: Any) -> Text:
        """Who may."""
        return _("%(name)s can try again.") % {"name": self.person.display_name}
