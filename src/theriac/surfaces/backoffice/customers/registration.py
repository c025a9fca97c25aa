"""Pages before a customer's account: registering, and confirming the address by the mailed link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from theriac.core.problems import Problem
from theriac.domains.accounts.problems import LinkEnded, TooManyTries
from theriac.domains.customers.commands.register import NewCustomer
from theriac.domains.customers.problems import AddressTaken, PrivacyNotAgreed
from theriac.domains.customers.queries import live_registration, opening
from theriac.domains.customers.registration import confirm, register
from theriac.domains.customers.rules import LONGEST_EMAIL, LONGEST_NAME, PAGE
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

KEY = "registration"
"""Where the session keeps the link's secret, so that it leaves the address at once."""


class RegisterForm(ScreenForm):
    """Who they are, how they sign in, and a yes to the text that is shown."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("You sign in with this address. We send it a confirmation link."),
        max_length=LONGEST_EMAIL,
        error_messages={
            "invalid": gettext_lazy(
                "This email address is incomplete. Enter it like dewi@example.com."
            )
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least 10 characters. A short sentence is easy to remember."),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("I have read the privacy text and agree to it."),
        error_messages={
            "required": gettext_lazy("Without your consent, no account can be opened.")
        },
    )
    privacy = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ConfirmForm(ScreenForm):
    """The password that they chose."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("The password that you chose when you registered."),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@require_http_methods(["GET", "POST"])
def register_page(request: HttpRequest) -> HttpResponse:
    """Register, where it is turned on; the answer tells nobody who has an account."""
    now_open = opening()
    if not now_open.is_open:
        raise Http404
    page: dict[str, Any] = {"opening": now_open, "sent": False}
    form = RegisterForm(request.POST or None, initial={"privacy": now_open.privacy})
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = NewCustomer(
            name=data["name"],
            email=data["email"],
            password=data["password"],
            privacy=data["privacy"],
            how=PAGE,
            language=(get_language() or "").partition("-")[0],
        )
        try:
            register(given, request.build_absolute_uri("/").rstrip("/"))
        except Problem as problem:
            status = _refused(request, form, problem)
        else:
            page["sent"] = True
    elif form.errors:
        status = 422
    return render(request, "account/register.html", {**page, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def confirm_page(request: HttpRequest) -> HttpResponse:
    """Open the account of who reads the mail and knows the password; then they sign in."""
    if "key" in request.GET:
        request.session[KEY] = request.GET["key"][:100]
        return HttpResponseRedirect(reverse("account_confirm"))
    secret = str(request.session.get(KEY, ""))
    if live_registration(secret) is None:
        return render(request, "account/registration_ended.html", status=410)
    form = ConfirmForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            confirm(secret, form.cleaned_data["password"])
        except (LinkEnded, AddressTaken):
            return render(request, "account/registration_ended.html", status=410)
        except Problem as problem:
            status = _refused(request, form, problem)
        else:
            request.session.pop(KEY, None)
            messages.success(request, _("Your address is confirmed. Sign in with it."))
            return HttpResponseRedirect(reverse("account_login"))
    elif form.errors:
        status = 422
    return render(request, "account/confirm.html", {"form": form}, status=status)


def _refused(request: HttpRequest, form: ScreenForm, problem: Problem) -> int:
    """Show a refusal at its field; a yes to another text is taken back."""
    form.take(problem)
    if isinstance(problem, PrivacyNotAgreed):
        form.data = {name: said for name, said in request.POST.items() if name != "agreed"}
    if isinstance(problem, TooManyTries):
        request.retry_after = problem.facts["retry_after"]  # type: ignore[attr-defined]
    return problem.status
