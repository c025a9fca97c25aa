"""Where purchase orders stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.purchase_orders.permissions import PLACE_ORDER, VIEW_ORDERS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.ORDERS,
        _("Purchase orders"),
        "send",
        "backoffice:order_list",
        VIEW_ORDERS,
        order=15,
        words=_("order PO supplier buy emergency"),
    ),
)
COMMANDS = (
    PaletteCommand(_("Order now"), "send", "backoffice:order_new", PLACE_ORDER),
    PaletteCommand(_("View purchase orders"), "send", "backoffice:order_list", VIEW_ORDERS),
)
