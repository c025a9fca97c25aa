"""Where lost sales stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.ORDERS,
        _("Lost sales"),
        "cart-x",
        "backoffice:unmet_request_list",
        VIEW_STOCK,
        order=42,
        words=_("unmet demand asked not in stock refused"),
    ),
)
COMMANDS = (
    PaletteCommand(_("View lost sales"), "cart-x", "backoffice:unmet_request_list", VIEW_STOCK),
    PaletteCommand(
        _("View lost sales by product"), "bar-chart", "backoffice:asked_products", VIEW_STOCK
    ),
)
