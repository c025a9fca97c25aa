"""A person's badge for counters: made, printed this once, and ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.accounts.commands.badges import end_badge, issue_badge
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.badges import badge_of
from theriac.integrations.lan.qr import modules_path
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class PersonBadge(PersonScreen):
    """Make a badge and show it this once, or end the one that holds."""

    permission = MANAGE_STAFF
    template_name = "backoffice/accounts/badge.html"

    def page_title(self) -> Text:
        """Whose badge."""
        return _("Badge of %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the person."""
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def context(self) -> dict[str, Any]:
        """The badge that holds, and the way back."""
        return {"badge": badge_of(self.person.id), "back": self.address()}

    def post(self, request: HttpRequest, **parts: object) -> HttpResponseBase:
        """End it, or show a new one as it is printed."""
        if request.POST.get("end"):
            end_badge(actor=self.actor, user_id=self.person.id)
            messages.success(request, _("The badge opens nothing any more."))
            return HttpResponseRedirect(self.address())
        code = issue_badge(
            actor=self.actor, user_id=self.person.id, asks_pin=bool(request.POST.get("asks_pin"))
        )
        width, path = modules_path(code)
        return self.draw(width=width, path=path)
