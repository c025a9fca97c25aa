"""The base of the portal's pages: a supplier's people alone open them, for their own supplier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.problems import Problem, Text
from theriac.domains.suppliers.people import PortalPerson, portal_person
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.errors import error_page, is_fragment, problem_response
from theriac.surfaces.backoffice.shell.screens import OWN_PAGES, Crumb, Screen

HOME = OWN_PAGES["supplier"]
PARTS = (
    ("orders", HOME, _("Orders")),
    ("price_lists", "portal:price_lists", _("Price lists")),
    ("account", "portal:account", _("Account")),
)


class PortalScreen(Screen):
    """A page of the supplier whose person is signed in. ``part`` is the tab that it stands in."""

    permission: ClassVar[Permission | None] = None
    frame = "backoffice/suppliers/portal/frame.html"
    part: ClassVar[str] = "orders"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Ask for the sign-in of a supplier's person; then they act for their supplier."""
        if not request.user.is_authenticated:
            if is_fragment(request):
                return HttpResponse(status=204, headers={"HX-Refresh": "true"})
            return redirect_to_login(reverse(HOME))
        account = getattr(request, "suppliers_person", None)
        if not isinstance(account, Actor):
            return error_page(request, 403, detail=_("This page is for suppliers’ people."))
        person = portal_person(account)
        if person is None:
            return error_page(
                request, 403, detail=_("Your company’s access is paused. Ask the pharmacy.")
            )
        self.person: PortalPerson = person
        try:
            frame.work_in(None)
            return View.dispatch(self, request, *args, **kwargs)
        except Problem as problem:
            return problem_response(request, problem)

    @property
    def actor(self) -> Actor:
        """The person, who may read their supplier's own and send its price lists."""
        return self.person.actor

    def tabs(self) -> list[tuple[str, Text, bool]]:
        """Address, name and whether this page stands there, of each part."""
        return [(reverse(name), title, part == self.part) for part, name, title in PARTS]

    def crumbs(self) -> Sequence[Crumb]:
        return ()
