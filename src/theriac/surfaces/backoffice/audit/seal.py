"""The seal over the books: where it stands, where heads go, and what can be downloaded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.problems import Problem, Text
from theriac.core.seal.commands import take_export
from theriac.core.seal.export import export_pieces
from theriac.core.seal.handout import VERIFIER
from theriac.core.seal.keys import key_name
from theriac.core.seal.status import standing
from theriac.surfaces.backoffice.audit.sources import FURTHER, TROUBLES
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.screens import Screen


class SealPeriodForm(ScreenForm):
    """The days of an export, both included."""

    since = forms.DateField(label=_("From date"))
    until = forms.DateField(label=_("To date"))

    def clean(self) -> dict[str, Any]:
        """The last day isn't before the first."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error(
                "until", str(_("This date is before the first day. Choose a later one."))
            )
        return data


class Seal(Screen):
    """How the seal stands; a POST downloads the export of a period."""

    permission = VIEW_TRAIL
    title = _("Tamper proof")
    template_name = "backoffice/audit/seal.html"
    http_method_names = ("get", "head", "post")

    def context(self) -> dict[str, Any]:
        """The last head, what waits, what is in the way."""
        stands = standing()
        behind = "copy" if any(one.trouble for one in stands.copies) else ""
        trouble = TROUBLES.get(stands.trouble or behind)
        return {
            "stands": stands,
            "trouble": trouble,
            "copies": [(FURTHER.get(one.code, one.code), one) for one in stands.copies],
            "waiting_minutes": stands.waiting_seconds // 60,
            "key_name": key_name(stands.head.public_key) if stands.head else "",
            "verifier": VERIFIER.name,
            "checking": self._checking(stands.head.public_key if stands.head else _("KEY")),
            "form": self._form(),
        }

    def _checking(self, key: Text) -> str:
        kept = _("COPY")
        return f"python3 {VERIFIER.name} books.zip --heads {kept} --key {key}"

    def _form(self) -> SealPeriodForm:
        today = clock.now().astimezone(frame.pharmacy().zone).date()
        first = today.replace(day=1)
        return SealPeriodForm(initial={"since": first, "until": today})

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The ZIP of the period, streamed; or the page with what is wrong."""
        form = SealPeriodForm(request.POST)
        if not form.is_valid():
            return self.draw(status=422, form=form)
        first, last = form.cleaned_data["since"], form.cleaned_data["until"]
        since, until = day_begins(first), day_begins(last + timedelta(days=1))
        try:
            take_export(actor=self.actor, since=since, until=until)
        except Problem as problem:
            form.add_error(None, str(problem))
            return self.draw(status=problem.status, form=form)
        response = StreamingHttpResponse(export_pieces(since, until), "application/zip")
        name = f"books-{first:%Y%m%d}-{last:%Y%m%d}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class Verifier(Screen):
    """The program that checks an export, as a file."""

    permission = VIEW_TRAIL

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        response = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python")
        response["Content-Disposition"] = f'attachment; filename="{VERIFIER.name}"'
        return response


class LastHead(Screen):
    """The last head, to print, send or keep elsewhere."""

    permission = VIEW_TRAIL

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The note and the public key as a text file."""
        stands = standing()
        if stands.head is None:
            return HttpResponse(status=204)
        text = f"{stands.note}\nkey {stands.head.public_key}\n"
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        name = f"head-{stands.head.size}.txt"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
