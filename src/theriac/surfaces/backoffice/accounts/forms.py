"""The forms of people: a new one, roles by branch, a password to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.secrets import new_readable_code
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.surfaces.backoffice.accounts.words import branch_choices, branch_of, role_choices
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

PASSWORD_HINT = gettext_lazy(
    "At least 10 characters. Share it only with this person. They choose their own at their "
    "first sign-in."
)


def proposed_password() -> str:
    """A password that is easy to read out: K7PM-QX3D-9HTR."""
    return "-".join(new_readable_code(4) for _part in range(3))


class PasswordField(forms.CharField):
    """A password to hand over: shown as it is typed, because it is read to somebody."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("First password"),
            help_text=PASSWORD_HINT,
            max_length=128,
            strip=False,
            widget=forms.TextInput(
                attrs={"autocomplete": "off", "spellcheck": "false", "class": "t-code"}
            ),
        )


class PersonForm(ScreenForm):
    """A new person with the first role."""

    display_name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    username = forms.CharField(
        label=gettext_lazy("Sign-in name"),
        help_text=gettext_lazy("Letters a to z, digits, dots and hyphens."),
        max_length=60,
        validators=[
            RegexValidator(
                r"\A[A-Za-z0-9][A-Za-z0-9._-]*\Z",
                gettext_lazy(
                    "Use letters a to z, digits, dots and hyphens, for example dewi.lestari."
                ),
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        required=False,
        max_length=190,
        error_messages={
            "invalid": gettext_lazy(
                "This email address is incomplete. Enter it like dewi@apotek.id."
            )
        },
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    branch = forms.ChoiceField(label=gettext_lazy("Branch"))
    password = PasswordField()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["language"].choices = [("", _("Same as device")), *settings.LANGUAGES]
        fields["language"].required = False
        fields["role"].choices = [("", "–"), *role_choices()]
        fields["branch"].choices = branch_choices(actor, MANAGE_STAFF, everywhere=True)


class RolesForm(ScreenForm):
    """One box for each role at each branch."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, actor: Actor, held: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = role_choices(besides=held)
        self.places = branch_choices(actor, MANAGE_STAFF, everywhere=True)
        fields: Any = self.fields
        fields["roles"].choices = [
            (f"{code}:{place}", f"{title}, {name}")
            for code, title in self.titles
            for place, name in self.places
        ]

    def matrix(self) -> list[dict[str, Any]]:
        """The boxes as a table: a row for each role, a column for each branch."""
        boxes = iter(self["roles"])
        return [
            {"title": title, "boxes": [(name, next(boxes)) for _place, name in self.places]}
            for _code, title in self.titles
        ]

    def pairs(self) -> list[tuple[str, UUID | None]]:
        """What was ticked, as the command takes it."""
        ticked = (value.partition(":") for value in self.cleaned_data["roles"])
        return [(code, branch_of(place)) for code, _colon, place in ticked]


class HandedPasswordForm(ScreenForm):
    """A password to hand over."""

    password = PasswordField()
