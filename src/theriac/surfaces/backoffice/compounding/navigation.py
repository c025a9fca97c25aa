"""Where compounding stands in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.TRANSFERS,
        _("Compounding"),
        "eyedropper",
        "backoffice:preparation_list",
        VIEW_STOCK,
        order=65,
        words=_("racikan compound capsules powder ointment"),
    ),
)
COMMANDS = (
    PaletteCommand(_("New preparation"), "eyedropper", "backoffice:preparation_find", COMPOUND),
    PaletteCommand(
        _("Compounding formulas"), "journal-text", "backoffice:formula_list", VIEW_STOCK
    ),
)
