"""Where tills stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.tills.permissions import VIEW_TILLS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.TILLS,
        _("Till sessions"),
        "cash-stack",
        "backoffice:till_list",
        VIEW_TILLS,
        order=16,
        words=_("cash drawer float X Z report closing variance safe"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View tills to check"), "exclamation-circle", "backoffice:till_work", VIEW_TILLS
    ),
    PaletteCommand(
        _("View refunds to pay out"), "cash-stack", "backoffice:till_refunds", VIEW_TILLS
    ),
)
