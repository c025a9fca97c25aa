"""Where Today stands in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand, Section

ITEMS = (NavItem(Section.TODAY, _("Today"), "sun", "backoffice:today", None, order=0, tab=1),)
COMMANDS = (PaletteCommand(_("Your account"), "person-badge", "backoffice:me"),)
