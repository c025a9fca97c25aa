"""Where counts stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.stocktaking.permissions import COUNT_STOCK, REVIEW_COUNT, VIEW_COUNTS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.STOCK_COUNT,
        _("Stock count"),
        "clipboard-data",
        "backoffice:count_list",
        VIEW_COUNTS,
        order=10,
    ),
)
COMMANDS = (
    PaletteCommand(_("Count stock"), "clipboard-data", "backoffice:count_list", COUNT_STOCK),
    PaletteCommand(_("New stock count"), "clipboard-plus", "backoffice:count_begin", REVIEW_COUNT),
    PaletteCommand(_("Count on a phone"), "phone", "backoffice:count_phone", COUNT_STOCK),
)
