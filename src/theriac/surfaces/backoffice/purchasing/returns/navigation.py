"""Where returns to suppliers stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.purchasing.permissions import DRAFT_RETURN, VIEW_RETURNS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.RECEIPTS,
        _("Returns to suppliers"),
        "box-arrow-left",
        "backoffice:return_list",
        VIEW_RETURNS,
        order=30,
    ),
)

COMMANDS = (
    PaletteCommand(
        _("New return to supplier"), "box-arrow-left", "backoffice:return_new", DRAFT_RETURN
    ),
    PaletteCommand(
        _("View returns to suppliers"),
        "box-arrow-left",
        "backoffice:return_list",
        VIEW_RETURNS,
    ),
)
