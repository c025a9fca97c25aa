"""Where cold places stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.cold_chain.permissions import MANAGE_COLD, RECORD_COLD
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.EXPIRY,
        _("Fridge temperatures"),
        "thermometer-snow",
        "backoffice:cold_list",
        VIEW_STOCK,
        order=50,
        words=_("fridge refrigerator temperature vaccine"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View fridge temperatures"), "thermometer-snow", "backoffice:cold_list", VIEW_STOCK
    ),
    PaletteCommand(
        _("View temperature excursions"),
        "thermometer-half",
        "backoffice:excursion_list",
        VIEW_STOCK,
    ),
    PaletteCommand(_("Set up a sensor"), "plus-lg", "backoffice:cold_new", MANAGE_COLD),
    PaletteCommand(_("Upload readings"), "upload", "backoffice:cold_import", RECORD_COLD),
)
