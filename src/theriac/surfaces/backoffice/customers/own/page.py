"""The base of a customer's own pages: they alone open them, and nothing of the staff's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.problems import Problem
from theriac.domains.customers.queries import own_account
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.errors import error_page, is_fragment, problem_response
from theriac.surfaces.backoffice.shell.screens import OWN_ACCOUNT, Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.customers.models import Customer


class OwnScreen(Screen):
    """A page of the customer who is signed in."""

    permission: ClassVar[Permission | None] = None
    frame = "backoffice/customers/frame.html"
    is_narrow: ClassVar[bool] = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the sign-in of a customer; then they act."""
        if not request.user.is_authenticated:
            if is_fragment(request):
                return HttpResponse(status=204, headers={"HX-Refresh": "true"})
            return redirect_to_login(reverse(OWN_ACCOUNT))
        customer = getattr(request, "customer", None)
        if not isinstance(customer, Actor):
            return error_page(request, 403, detail=_("This page is for customer accounts."))
        request.actor = customer  # type: ignore[attr-defined]
        try:
            frame.work_in(None)
            return View.dispatch(self, request, *args, **kwargs)
        except Problem as problem:
            return problem_response(request, problem)

    @property
    def actor(self) -> Actor:
        """The customer; at no branch."""
        actor: Actor = self.request.actor  # type: ignore[attr-defined]
        return actor

    @cached_property
    def account(self) -> Customer:
        """What is kept of them."""
        return own_account(self.actor)

    def home(self) -> str:
        """The first of these pages."""
        return reverse(OWN_ACCOUNT)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("My account"), self.home())]
