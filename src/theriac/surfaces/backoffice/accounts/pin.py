"""A person's own PIN for counters."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.domains.accounts.commands.pins import remove_pin, set_pin
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

_DIGITS = {"autocomplete": "off", "inputmode": "numeric", "class": "t-code"}


class PinForm(ScreenForm):
    """The PIN twice, and the password that shows who asks."""

    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        help_text=gettext_lazy(
            "Six digits, not a birthday or a sequence. Leave both fields empty to remove the PIN."
        ),
        max_length=6,
        required=False,
        widget=forms.PasswordInput(attrs=_DIGITS),
    )
    again = forms.CharField(
        label=gettext_lazy("Repeat PIN"),
        max_length=6,
        required=False,
        widget=forms.PasswordInput(attrs=_DIGITS),
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    request: HttpRequest

    def clean_password(self) -> str:
        """The signed-in person's own; tries are limited as at the sign-in."""
        password: str = self.cleaned_data["password"]
        try:
            fits = get_adapter(self.request).reauthenticate(self.request.user, password)
        except ValidationError as refused:
            raise forms.ValidationError(refused.messages) from refused
        if not fits:
            raise forms.ValidationError(_("This isn’t your password. Enter it again."))
        return password

    def clean(self) -> dict[str, Any]:
        """Both PINs are the same."""
        data = super().clean() or {}
        if data.get("pin") != data.get("again"):
            self.add_error("again", _("The PINs don't match. Enter it again."))
        return data


class OwnPin(FormScreen):
    """Set, change or remove it."""

    permission = None
    form_class = PinForm
    template_name = "backoffice/form.html"
    title = gettext_lazy("PIN for the counter")
    submit_label = gettext_lazy("Save PIN")
    lead = gettext_lazy(
        "At a paired counter, choose your name and enter six digits instead of your password."
    )
    done = gettext_lazy("Saved. It applies at every paired counter from now on.")

    def form(self, **options: Any) -> ScreenForm:
        """The form, which asks for the person's password."""
        form = super().form(**options)
        cast("PinForm", form).request = self.request
        return form

    def act(self, form: ScreenForm) -> str:
        """Keep or remove it."""
        if form.cleaned_data["pin"]:
            set_pin(actor=self.actor, pin=form.cleaned_data["pin"])
        else:
            remove_pin(actor=self.actor)
        return reverse("backoffice:me")
