"""Opening a share: the token leaves the address at once, a passphrase is asked where there is one.

The only place of a share that takes a POST: the passphrase. It changes nothing but the session
and the count of wrong tries.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from theriac.domains.shares.commands import try_passphrase
from theriac.domains.shares.rights import bearer_of
from theriac.surfaces.backoffice.shares.visitors.visit import (
    KEY,
    OPENED,
    Visit,
    is_opened,
    over,
    share_of,
)
from theriac.surfaces.backoffice.shares.words import KINDS, NOTES
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm


class PassphraseForm(ScreenForm):
    """The passphrase of a share."""

    passphrase = forms.CharField(
        label=gettext_lazy("Passphrase"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "POST"])
def open_share(request: HttpRequest) -> HttpResponse:
    """Take the link's token, ask for the passphrase, lead on to what is shared."""
    if "key" in request.GET:
        request.session[KEY] = request.GET["key"][:100]
        request.session.pop(OPENED, None)
        return HttpResponseRedirect(reverse("shared:open"))
    share = share_of(request)
    if share is None:
        return over(request)
    if is_opened(request, share):
        return HttpResponseRedirect(reverse("shared:overview"))
    form = PassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["passphrase"]
        if try_passphrase(actor=bearer_of(share), share_id=share.id, passphrase=given):
            request.session[OPENED] = str(share.id)
            return HttpResponseRedirect(reverse("shared:overview"))
        if share_of(request) is None:
            return over(request)
        form.add_error("passphrase", _("Wrong passphrase. Enter it again."))
    return render(
        request,
        "backoffice/shares/open.html",
        {"form": form, "share": share},
        status=422 if form.errors else 200,
    )


class Overview(Visit):
    """What the share shows, and until when."""

    title = gettext_lazy("Shared records")
    template_name = "backoffice/shares/overview.html"

    def context(self) -> dict[str, Any]:
        """Each kind with what it holds."""
        return {
            "cards": [
                (reverse(f"shared:{kind}"), KINDS[kind], NOTES[kind])
                for kind in KINDS
                if kind in self.share.kinds
            ]
        }
