"""Where capital stands in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.capital.permissions import SET_FLOOR, VIEW_CAPITAL
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.FINANCE,
        _("Capital"),
        "safe",
        "backoffice:capital",
        VIEW_CAPITAL,
        order=11,
        words=_("available committed spent floor money cash flow projection"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View cash-flow projection"), "graph-down", "backoffice:cash_flow", VIEW_CAPITAL
    ),
    PaletteCommand(_("Set minimum available"), "shield-lock", "backoffice:floor", SET_FLOOR),
)
