"""Where a person lands after the sign-in: the counter, receiving, the trail, or Today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from theriac.surfaces.backoffice.accounts.roles.landing import PAGES
from theriac.surfaces.backoffice.shell.navigation import address_of
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.today.roles import landing_of


class Start(Screen):
    """Leads on to the page of the person's role; to Today where they may not open that one."""

    permission = None
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        page = PAGES[landing_of(self.actor)]
        address = address_of(page.url_name)
        if address is None or (page.permission is not None and not self.may(page.permission)):
            address = reverse("backoffice:today")
        return HttpResponseRedirect(address)
