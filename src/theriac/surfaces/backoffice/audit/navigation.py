"""Where the trail and the seal stand in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.AUDIT,
        _("Audit log"),
        "journal-text",
        "backoffice:trail",
        VIEW_TRAIL,
        order=50,
        words=_("audit log history who changed"),
    ),
    NavItem(
        Topic.CHECKS,
        _("Tamper proof"),
        "patch-check",
        "backoffice:seal",
        VIEW_TRAIL,
        order=55,
    ),
)

COMMANDS = (
    PaletteCommand(_("Download sealed records"), "download", "backoffice:seal", VIEW_TRAIL),
)
