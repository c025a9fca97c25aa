"""How another device finds this server and comes to trust it: addresses, a code, a fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.domains.organisation.permissions import MANAGE_TERMINALS
from theriac.integrations.lan.qr import modules_path
from theriac.integrations.lan.sites import served_site
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class AddDevice(Screen):
    """The way of a second terminal or a phone to its counter."""

    permission = MANAGE_TERMINALS
    title = _("Add device")
    template_name = "backoffice/organisation/device.html"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Terminals"), reverse("backoffice:terminal_list"))]

    def context(self) -> dict[str, Any]:
        """The page of trust as a code; behind a proxy with HTTPS, the counter itself."""
        site = served_site()
        if site is not None:
            width, path = modules_path(site.trust())
            return {
                "start": site.trust(),
                "counters": [site.counter(host) for host in site.addresses.hosts],
                "fingerprint": site.fingerprint,
                "width": width,
                "path": path,
            }
        if not self.request.is_secure():
            return {"start": None}
        counter = self.request.build_absolute_uri(reverse("counter:page"))
        width, path = modules_path(counter)
        return {"start": counter, "counters": [counter], "width": width, "path": path}
