"""Where purchase proposals stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.proposals.permissions import PROPOSE, VIEW_PROPOSALS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.ORDERS,
        _("Purchase proposals"),
        "magic",
        "backoffice:proposal_list",
        VIEW_PROPOSALS,
        order=36,
        words=_("what to buy limit capital approve plan"),
    ),
)
COMMANDS = (PaletteCommand(_("Propose purchases"), "magic", "backoffice:proposal_new", PROPOSE),)
