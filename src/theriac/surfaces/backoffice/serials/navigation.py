"""Where single packs stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.RECALLS,
        _("Blocked serial numbers"),
        "upc-scan",
        "backoffice:serial_refusals",
        VIEW_STOCK,
        order=80,
    ),
)
COMMANDS = (
    PaletteCommand(_("Look up a serial number"), "upc-scan", "backoffice:serial_life", VIEW_STOCK),
    PaletteCommand(
        _("View blocked serial numbers"), "upc-scan", "backoffice:serial_refusals", VIEW_STOCK
    ),
)
