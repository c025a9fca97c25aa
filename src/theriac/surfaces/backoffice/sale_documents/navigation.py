"""Where the receipt template stands in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.surfaces.backoffice.shell.menu.areas import Area
from theriac.surfaces.backoffice.shell.navigation import NavItem

ITEMS = (
    NavItem(
        Area.SETTINGS,
        _("Receipt template"),
        "receipt-cutoff",
        "backoffice:document_template",
        MANAGE_ORGANISATION,
        order=12,
        words=_("invoice logo header footer print paper"),
    ),
)
