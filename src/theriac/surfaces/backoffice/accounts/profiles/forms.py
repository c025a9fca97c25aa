"""Contact, language and branch of a person: one's own within limits, or by who manages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Text
from theriac.domains.accounts.commands.profiles import change_own_profile, change_profile
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.people import get_person
from theriac.domains.accounts.queries.profiles import get_profile
from theriac.surfaces.backoffice.accounts.own_email import ask_for
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.accounts.profiles.words import licence_rows
from theriac.surfaces.backoffice.accounts.words import branch_choices
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

if TYPE_CHECKING:
    from theriac.domains.accounts.models import StaffProfile


class ContactForm(ScreenForm):
    """What a person may change of themselves."""

    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("A new address takes effect once you open the link sent to it."),
        max_length=190,
        required=False,
        error_messages={
            "invalid": gettext_lazy(
                "This email address is incomplete. Enter it like dewi@apotek.id."
            )
        },
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["language"].choices = [("", _("Same as device")), *settings.LANGUAGES]


class ProfileForm(ContactForm):
    """What who manages the staff may change besides."""

    display_name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    home = forms.ChoiceField(label=gettext_lazy("Home branch"), required=False)
    field_order = ("display_name", "home", "phone", "email", "language")

    def __init__(self, *args: Any, actor: Actor, home: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        places = branch_choices(actor, MANAGE_STAFF, everywhere=False)
        if home is not None and str(home.id) not in dict(places):
            places.append((str(home.id), home.name))
        fields["home"].choices = [("", _("No home branch")), *places]


def _contact(profile: StaffProfile | None, person: Any) -> dict[str, Any]:
    return {
        "phone": profile.phone if profile else "",
        "email": (profile.new_email if profile else "") or person.email,
        "language": person.language,
    }


class OwnProfile(FormScreen):
    """One's own contact and language; licences, branch and roles are looked at only."""

    permission = None
    title = gettext_lazy("Your contact and licences")
    template_name = "backoffice/accounts/profiles/own.html"
    form_class = ContactForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    @cached_property
    def profile(self) -> StaffProfile | None:
        """What is kept of them."""
        return get_profile(self.actor.id)

    @cached_property
    def person(self) -> Any:
        """Themselves. Raises NotFound for a program."""
        found = get_person(self.actor.id)
        if found is None:
            raise NotFound(_("This page can't be used by programs."))
        return found

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Your account"), reverse("backoffice:me"))]

    def initial(self) -> dict[str, Any]:
        """What holds now, or waits to be confirmed."""
        return _contact(self.profile, self.person)

    def context(self) -> dict[str, Any]:
        """Their branch and licences, and an address that waits."""
        return {
            "home": self.profile.branch if self.profile else None,
            "waits": bool(self.profile and self.profile.new_email),
            "shows_numbers": True,
            "licences": licence_rows(self.actor.id, shown.today()),
        }

    def act(self, form: ScreenForm) -> str:
        """Keep it; another address is asked for."""
        data = form.cleaned_data
        change_own_profile(actor=self.actor, phone=data["phone"], language=data["language"])
        if data["email"] != self.initial()["email"]:
            ask_for(self.request, self.actor, self.actor.id, data["email"])
        return reverse("backoffice:own_profile")


class ChangeProfile(PersonScreen, FormScreen):
    """A person's name, branch, contact and language."""

    permission = MANAGE_STAFF
    template_name = "backoffice/form.html"
    form_class = ProfileForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    @cached_property
    def profile(self) -> StaffProfile | None:
        """What is kept of them."""
        return get_profile(self.person.id)

    def page_title(self) -> Text:
        return _("Profile of %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def initial(self) -> dict[str, Any]:
        home = self.profile.branch_id if self.profile else None
        return {
            **_contact(self.profile, self.person),
            "display_name": self.person.display_name,
            "home": str(home or ""),
        }

    def form(self, **options: Any) -> ScreenForm:
        """With the branches whose staff the actor manages, and the one that stands there."""
        home = self.profile.branch if self.profile else None
        return ProfileForm(initial=self.initial(), actor=self.actor, home=home, **options)

    def act(self, form: ScreenForm) -> str:
        """Keep it; another address is asked for."""
        data = form.cleaned_data
        change_profile(
            actor=self.actor,
            user_id=self.person.id,
            display_name=data["display_name"],
            phone=data["phone"],
            language=data["language"],
            home_id=_branch(data["home"]),
        )
        if data["email"] != self.initial()["email"]:
            ask_for(self.request, self.actor, self.person.id, data["email"])
        return self.address()


def _branch(choice: str) -> Any:
    return parse_id(choice) if choice else None
