"""Where destructions and old medicines stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.disposal.permissions import DESTROY_STOCK, TAKE_BACK
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.DISPOSAL,
        _("Destructions"),
        "fire",
        "backoffice:destruction_list",
        VIEW_STOCK,
        order=70,
        words=_("destroy dispose waste incinerate"),
    ),
    NavItem(
        Topic.DISPOSAL,
        _("Returned medicines"),
        "recycle",
        "backoffice:waste_list",
        VIEW_STOCK,
        order=75,
    ),
)
COMMANDS = (
    PaletteCommand(_("New destruction"), "fire", "backoffice:destruction_new", DESTROY_STOCK),
    PaletteCommand(_("Record returned medicines"), "recycle", "backoffice:waste_new", TAKE_BACK),
    PaletteCommand(
        _("Returned medicines by month"), "recycle", "backoffice:waste_months", VIEW_STOCK
    ),
)
