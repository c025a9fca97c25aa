"""How a supplier's person signs in, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.domains.accounts.queries.factors import kinds_of_factor
from theriac.domains.accounts.queries.supplier_accounts import supplier_accounts
from theriac.surfaces.backoffice.accounts.security.devices import Devices
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.suppliers.portal.page import PortalScreen


class PortalAccount(PortalScreen):
    """Who they are, and the ways to a new password and a second step."""

    part = "account"
    title = gettext_lazy("Account")
    template_name = "backoffice/suppliers/portal/account.html"

    def context(self) -> dict[str, Any]:
        key = self.actor.id
        return {"account": supplier_accounts([key])[key], "factors": kinds_of_factor(key)}


class PortalDevices(PortalScreen, Devices):
    """The browsers where they are signed in."""

    permission = None
    part = "account"
    template_name = "backoffice/accounts/devices.html"

    def address(self) -> str:
        return self.request.path

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Account"), reverse("portal:account"))]
