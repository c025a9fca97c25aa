"""Where destructions stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.disposal.permissions import DESTROY_STOCK
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.navigation import Command, NavItem, Section

ITEMS = (
    NavItem(
        Section.STOCK_ROOM,
        _("Destructions"),
        "fire",
        "backoffice:destruction_list",
        VIEW_STOCK,
        order=44,
    ),
)
COMMANDS = (Command(_("Write a destruction"), "fire", "backoffice:destruction_new", DESTROY_STOCK),)
