"""The password once more, before what can't be put back."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Unprocessable
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm


class PasswordForm(ScreenForm):
    """A form that asks for the password too."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def require_password(request: HttpRequest, password: str) -> None:
    """Raise Unprocessable unless it is theirs; tries are counted as at the sign-in."""
    try:
        fits = get_adapter(request).reauthenticate(request.user, password)
    except ValidationError as problem:
        raise Unprocessable(" ".join(problem.messages), field="password") from None
    if not fits:
        words = _("This isn’t your password. Enter it again.")
        raise Unprocessable(words, field="password")
