"""Where order needs stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.ORDERS,
        _("Order needs"),
        "bag-plus",
        "backoffice:need_list",
        VIEW_STOCK,
        order=35,
        words=_("reorder replenishment purchase suggestion what to buy"),
    ),
)
COMMANDS = (PaletteCommand(_("View order needs"), "bag-plus", "backoffice:need_list", VIEW_STOCK),)
