"""A customer's first page: who they are, how they sign in, what they agreed to, their data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.domains.accounts.queries.factors import kinds_of_factor
from theriac.domains.customers.commands.change import ask_for_own_email, change_own_name
from theriac.domains.customers.commands.consents import agree_to_privacy, say_own
from theriac.domains.customers.jobs import mail_new_address
from theriac.domains.customers.queries import consents_of, opening
from theriac.domains.customers.rules import PURPOSES
from theriac.surfaces.backoffice.accounts.security.devices import Devices
from theriac.surfaces.backoffice.customers.own.page import OwnScreen
from theriac.surfaces.backoffice.customers.own.passwords import PasswordForm, require_password
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class OwnHome(OwnScreen):
    """The account at a glance."""

    title = gettext_lazy("My account")
    template_name = "backoffice/customers/home.html"

    def crumbs(self) -> Sequence[Crumb]:
        return ()

    def context(self) -> dict[str, Any]:
        """Consents in words, and whether the privacy text was changed since the last yes."""
        agreed, *rest = consents_of(self.account.id)
        now = opening()
        return {
            "account": self.account,
            "factors": kinds_of_factor(self.account.id),
            "agreed": agreed,
            "is_newer": bool(now.privacy_text) and now.privacy != agreed.text,
            "consents": [(one, PURPOSES[one.purpose]) for one in rest],
        }


class OwnNameForm(ScreenForm):
    """What the pharmacy calls the customer."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class ChangeName(OwnScreen, FormScreen):
    """Another name."""

    permission = None
    title = gettext_lazy("Your name")
    template_name = "backoffice/customers/form.html"
    form_class = OwnNameForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"name": self.account.name}

    def act(self, form: ScreenForm) -> str:
        change_own_name(actor=self.actor, name=form.cleaned_data["name"])
        return self.home()


class EmailForm(PasswordForm):
    """Another address, and the password."""

    email = forms.EmailField(
        label=gettext_lazy("New email address"),
        max_length=190,
        error_messages={
            "invalid": gettext_lazy(
                "This email address is incomplete. Enter it like dewi@example.com."
            )
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "password")


class ChangeEmail(OwnScreen, FormScreen):
    """Another address, which counts once the link that goes there was opened."""

    permission = None
    title = gettext_lazy("Your email address")
    template_name = "backoffice/customers/form.html"
    form_class = EmailForm
    submit_label = gettext_lazy("Send link")
    lead = gettext_lazy(
        "You sign in with this address. A new address takes effect when you open the link "
        "sent to it. The current address gets a notice."
    )

    def act(self, form: ScreenForm) -> str:
        """Ask for it, and say the same whoever has the address."""
        require_password(self.request, form.cleaned_data["password"])
        if ask_for_own_email(actor=self.actor, email=form.cleaned_data["email"]):
            origin = self.request.build_absolute_uri("/").rstrip("/")
            mail_new_address.enqueue(str(self.actor.id), origin)
            words = _(
                "A link was sent to the new address. The change takes effect when the "
                "link is opened."
            )
            messages.info(self.request, words)
        return self.home()


class Say(OwnScreen):
    """A yes or no to being written to about something."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Keep the word. Raises Unprocessable."""
        is_given = request.POST.get("given") == "yes"
        say_own(actor=self.actor, purpose=request.POST.get("purpose", ""), is_given=is_given)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(self.home())


class Privacy(OwnScreen):
    """The privacy text as it is now, and a yes to it."""

    title = gettext_lazy("Privacy")
    template_name = "backoffice/customers/privacy.html"

    def context(self) -> dict[str, Any]:
        """The text, and whether they agreed to this one."""
        now, agreed = opening(), consents_of(self.account.id)[0]
        return {"now": now, "agreed": agreed, "is_agreed": agreed.text == now.privacy}

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Keep the yes. Raises PrivacyNotAgreed where the text was changed meanwhile."""
        agree_to_privacy(actor=self.actor, privacy=request.POST.get("privacy", ""))
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(self.home())


class OwnDevices(OwnScreen, Devices):
    """The browsers and programs where they are signed in."""

    permission = None
    template_name = "backoffice/accounts/devices.html"

    def address(self) -> str:
        return self.request.path

    def crumbs(self) -> Sequence[Crumb]:
        return OwnScreen.crumbs(self)
