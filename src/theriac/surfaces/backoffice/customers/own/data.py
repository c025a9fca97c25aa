"""What the law gives a customer: a copy of their data, and its erasure."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.domains.customers.commands.erase import erase_own
from theriac.domains.customers.commands.export import export_own
from theriac.surfaces.backoffice.customers.own.page import OwnScreen
from theriac.surfaces.backoffice.customers.own.passwords import PasswordForm, require_password
from theriac.surfaces.backoffice.patients.requests import lines_of
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen


class ExportOwn(OwnScreen):
    """Everything that is kept, as a file for programs or a page for people."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The file; its name says nothing of whom it is about."""
        content = export_own(actor=self.actor)
        if request.POST.get("form") == "page":
            sections = [(name, lines_of(value)) for name, value in content.items()]
            response = render(request, "backoffice/patients/export.html", {"sections": sections})
            suffix = "html"
        else:
            text = json.dumps(content, ensure_ascii=False, indent=1)
            response = HttpResponse(text, content_type="application/json")
            suffix = "json"
        response["Content-Disposition"] = f'attachment; filename="account.{suffix}"'
        return response


class EraseOwnForm(PasswordForm):
    """The password, and that one is sure."""

    sure = forms.BooleanField(
        label=gettext_lazy("I understand that the account is deleted now and can't be recovered.")
    )


class EraseOwn(OwnScreen, FormScreen):
    """Erase the account, and show the proof."""

    permission = None
    title = gettext_lazy("Erase your account")
    template_name = "backoffice/customers/erase.html"
    form_class = EraseOwnForm
    submit_label = gettext_lazy("Erase my account")
    lead = gettext_lazy(
        "The key to your name and address is destroyed, so they can no longer be read here. "
        "In backups, they become unreadable after seven days. Your agreements and activity "
        "stay on record under an anonymous number."
    )

    def act(self, form: ScreenForm) -> str:
        """Erase, sign out, and say so with the proof."""
        require_password(self.request, form.cleaned_data["password"])
        proof = erase_own(actor=self.actor)
        logout(self.request)
        messages.success(
            self.request,
            _(
                "Your account was erased on %(at)s. Proof (fingerprint of the destroyed key): "
                "%(mark)s"
            )
            % {"at": proof.erased_at.isoformat(timespec="seconds"), "mark": proof.fingerprint},
        )
        return reverse("account_login")
