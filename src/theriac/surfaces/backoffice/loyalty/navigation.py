"""Where the loyalty programme stands in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.loyalty.permissions import ENROL_MEMBERS, SET_PROGRAM, VIEW_LOYALTY
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.CUSTOMER_ACCOUNTS,
        _("Loyalty members"),
        "star",
        "backoffice:loyalty_list",
        VIEW_LOYALTY,
        order=51,
        words=_("points card regular customers rewards bonus"),
    ),
)
COMMANDS = (
    PaletteCommand(_("Enrol a loyalty member"), "plus-lg", "backoffice:loyalty_new", ENROL_MEMBERS),
    PaletteCommand(_("Loyalty programme"), "sliders", "backoffice:loyalty_program", SET_PROGRAM),
)
