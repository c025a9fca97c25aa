"""Where the trail and the seal stand in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.surfaces.backoffice.shell.navigation import PROOF, NavItem, PaletteCommand, Section

ITEMS = (
    NavItem(
        Section.BUSINESS,
        _("Trail"),
        "journal-text",
        "backoffice:trail",
        VIEW_TRAIL,
        order=85,
        family=PROOF,
        words=_("audit log history who changed"),
    ),
    NavItem(
        Section.BUSINESS,
        _("Seal"),
        "patch-check",
        "backoffice:seal",
        VIEW_TRAIL,
        order=86,
        family=PROOF,
    ),
)

COMMANDS = (
    PaletteCommand(_("Download the sealed books"), "download", "backoffice:seal", VIEW_TRAIL),
)
