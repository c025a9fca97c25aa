"""Where the receipt template stands in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.surfaces.backoffice.shell.menu.areas import Area
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

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
COMMANDS = (
    PaletteCommand(_("Choose logo"), "image", "backoffice:document_logo_set", MANAGE_ORGANISATION),
    PaletteCommand(
        _("GSTR-1 (India)"), "file-earmark-arrow-down", "backoffice:gst_return", VIEW_BOOKS
    ),
)
