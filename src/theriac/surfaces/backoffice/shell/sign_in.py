"""The form of the sign-in page, in the house's words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.domains.customers.rules import LONGEST_EMAIL
from theriac.surfaces.backoffice.shell.forms.fields import put_into_our_words


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Name or e-mail, password, and whether this device keeps the sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Name or email"),
            max_length=LONGEST_EMAIL,
            widget=forms.TextInput(attrs={"autocapitalize": "none"}),
        )
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        if "remember" in self.fields:
            self.fields["remember"].label = _("Stay signed in on this device")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            put_into_our_words(field)


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A person's own new password, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("Repeat new password")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            put_into_our_words(field)
