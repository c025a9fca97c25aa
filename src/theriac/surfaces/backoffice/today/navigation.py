"""Where Today stands in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (NavItem(Topic.TODAY, _("Today"), "sun", "backoffice:today", None, order=10),)
COMMANDS = (
    PaletteCommand(_("Your account"), "person-badge", "backoffice:me"),
    PaletteCommand(_("Guided tour"), "signpost", "backoffice:tour"),
)
