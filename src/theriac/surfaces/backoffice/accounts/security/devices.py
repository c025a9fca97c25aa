"""Where a person is signed in: one's own page, and a person's for who manages the staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.accounts.commands.sessions import end_program, end_sign_in, end_sign_ins
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.sessions import live_programs, live_sign_ins
from theriac.domains.accounts.security.sign_ins import sign_in_of
from theriac.domains.organisation.permissions import MANAGE_TERMINALS
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class Devices(Screen):
    """The browsers and programs where somebody is signed in; each can be signed out from here."""

    permission = None
    title = gettext_lazy("Your signed-in devices")
    template_name = "backoffice/accounts/devices.html"

    @property
    def whose(self) -> UUID:
        """The person that the page is about."""
        return self.actor.id

    def address(self) -> str:
        return reverse("backoffice:my_devices")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Your account"), reverse("backoffice:me"))]

    def context(self) -> dict[str, Any]:
        """Browsers and programs in words, this one marked."""
        here = sign_in_of(self.request)
        rows = [_browser(row, is_here=row.id == here) for row in live_sign_ins(self.whose)]
        rows += [_program(row) for row in live_programs(self.whose)]
        rows.sort(key=lambda row: row["used_at"], reverse=True)
        return {
            "rows": rows,
            "others": sum(not row["is_here"] for row in rows),
            "is_own": self.whose == self.actor.id,
            "sees_terminals": self.actor.may_anywhere(MANAGE_TERMINALS),
        }

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Sign out the one that is named, or all but this one. Raises NotFound."""
        chosen = parse_id(request.POST.get("device", ""))
        program = parse_id(request.POST.get("program", ""))
        if program is not None:
            end_program(actor=self.actor, user_id=self.whose, family_id=program)
            count = 1
        elif chosen is not None:
            end_sign_in(actor=self.actor, user_id=self.whose, sign_in_id=chosen)
            count = 1
        else:
            here = sign_in_of(request)
            count = end_sign_ins(actor=self.actor, user_id=self.whose, besides=here)
        words = ngettext(
            "%(count)s device was signed out.", "%(count)s devices were signed out.", count
        )
        messages.success(request, words % {"count": count})
        return HttpResponseRedirect(self.address())


class PersonDevices(PersonScreen, Devices):
    """The same of somebody else."""

    permission = MANAGE_STAFF  # type: ignore[assignment] # one's own asks for none
    template_name = "backoffice/accounts/devices.html"

    @property
    def whose(self) -> UUID:
        """The person in the address."""
        return self.person.id

    def page_title(self) -> Text:
        return _("Signed-in devices of %(name)s") % {"name": self.person.display_name}

    def address(self) -> str:
        return reverse("backoffice:person_devices", args=[self.person.id])

    def crumbs(self) -> Sequence[Crumb]:
        person = reverse("backoffice:person_detail", args=[self.person.id])
        return [
            Crumb(gettext_lazy("Staff"), reverse("backoffice:person_list")),
            Crumb(self.person.display_name, person),
        ]


def _browser(row: Any, *, is_here: bool) -> dict[str, Any]:
    """A browser's sign-in as the page shows it."""
    icons = {"Android": "phone", "iPhone": "phone", "iPad": "tablet"}
    return {
        "field": "device",
        "id": row.id,
        "name": _device(row.browser, row.system),
        "icon": icons.get(row.system, "display"),
        "is_here": is_here,
        "address": row.address,
        "used_at": row.last_used_at,
        "since": row.signed_in_at,
    }


def _program(row: Any) -> dict[str, Any]:
    """A program's sign-in as the page shows it; its use is that of its refresh token."""
    return {
        "field": "program",
        "id": row.id,
        "name": row.client_name or _("Unnamed program"),
        "icon": "terminal",
        "is_here": False,
        "address": row.address,
        "used_at": row.used_at,
        "since": row.started_at,
    }


def _device(browser: str, system: str) -> str:
    """Chrome on Android."""
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")
