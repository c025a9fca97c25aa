"""Pages before the sign-in: a forgotten password, and choosing one by a link."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from theriac.core.problems import Unprocessable
from theriac.domains.accounts.commands.links import use_link
from theriac.domains.accounts.jobs import mail_reset_link
from theriac.domains.accounts.mail import contact_of
from theriac.domains.accounts.problems import LinkEnded
from theriac.domains.accounts.queries.actors import actor_of_account
from theriac.domains.accounts.queries.links import live_link, people_to_mail
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

KEY = "account_link"
"""Where the session keeps the link's secret, so that it leaves the address at once."""


class ForgottenForm(ScreenForm):
    """Who forgot."""

    login = forms.CharField(
        label=gettext_lazy("Name or email"),
        max_length=190,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class ChosenForm(ScreenForm):
    """A password of one's own, typed twice."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least 10 characters. A short sentence is easy to remember."),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Repeat new password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        data = super().clean() or {}
        if "again" in data and data.get("password") != data["again"]:
            self.add_error("again", _("The passwords don't match. Enter it again."))
        return data


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link, where e-mail is set up; the answer tells nobody who has an account."""
    form = ForgottenForm(request.POST or None)
    page: dict[str, Any] = {"form": form, "mail_works": settings.MAIL_WORKS, "sent": False}
    if settings.MAIL_WORKS and request.method == "POST" and form.is_valid():
        login = form.cleaned_data["login"].strip()
        if not ratelimit.consume(request, action="reset_password", key=login.lower()):
            form.add_error("login", _("Too many attempts. Wait five minutes, then try again."))
            return render(request, "account/forgotten.html", page, status=429)
        origin = request.build_absolute_uri("/").rstrip("/")
        for person_id in people_to_mail(login):
            mail_reset_link.enqueue(str(person_id), origin)
        page["sent"] = True
    return render(request, "account/forgotten.html", page)


@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest) -> HttpResponse:
    """Choose a password by an invitation or a reset, then sign in with it."""
    if "key" in request.GET:
        request.session[KEY] = request.GET["key"][:100]
        return HttpResponseRedirect(reverse("account_link"))
    link = live_link(request.session.get(KEY, ""))
    person = actor_of_account(link.user_id) if link else None
    if link is None or person is None:
        return render(request, "account/link_ended.html", status=410)
    form = ChosenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            use_link(actor=person, link_id=link.id, password=form.cleaned_data["password"])
        except LinkEnded:
            return render(request, "account/link_ended.html", status=410)
        except Unprocessable as problem:
            form.add_error("password", str(problem))
        else:
            logout(request)
            messages.success(request, _("Your password was saved. Sign in with it."))
            return HttpResponseRedirect(reverse("account_login"))
    contact = contact_of(link.user) if link.user.kind == "customer" else None
    context = {
        "form": form,
        "name": contact.name if contact else person.name,
        "username": contact.email if contact else link.user.username,
    }
    return render(request, "account/link.html", context)
