"""Where shares stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.shares.permissions import SHARE_BOOKS, VIEW_SHARES
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.AUDIT,
        _("Share links"),
        "share",
        "backoffice:share_list",
        VIEW_SHARES,
        order=60,
    ),
)

COMMANDS = (
    PaletteCommand(
        _("Share records with an auditor"), "share", "backoffice:share_new", SHARE_BOOKS
    ),
)
