"""Where safety checks stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.clinical.permissions import MANAGE_KNOWLEDGE, VIEW_KNOWLEDGE
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.SAFETY,
        _("Safety checks"),
        "shield-plus",
        "backoffice:safety_set_list",
        VIEW_KNOWLEDGE,
        order=90,
        words=_("interactions allergies dose pregnancy sets"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View safety checks"), "shield-plus", "backoffice:safety_set_list", VIEW_KNOWLEDGE
    ),
    PaletteCommand(
        _("View override report"), "clipboard-data", "backoffice:safety_report", MANAGE_KNOWLEDGE
    ),
    PaletteCommand(
        _("Add an included set"), "shield-plus", "backoffice:safety_set_shipped", MANAGE_KNOWLEDGE
    ),
    PaletteCommand(
        _("Add a set for safety checks"), "plus-lg", "backoffice:safety_set_new", MANAGE_KNOWLEDGE
    ),
)
