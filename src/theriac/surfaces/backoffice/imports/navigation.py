"""Where imports stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.permissions import IMPORT_CATALOG, VIEW_IMPORTS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.CATALOGUE_DATA,
        _("Imports"),
        "upload",
        "backoffice:import_list",
        VIEW_IMPORTS,
        order=70,
    ),
)

COMMANDS = (
    PaletteCommand(
        _("Import products or opening stock"),
        "upload",
        "backoffice:import_new",
        IMPORT_CATALOG,
        words=_("csv xlsx spreadsheet list"),
    ),
)
