"""Where devices, branches and settings stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.organisation.permissions import (
    MANAGE_ORGANISATION,
    MANAGE_TERMINALS,
    VIEW_HISTORY,
    VIEW_ORGANISATION,
    VIEW_RETENTION,
    VIEW_TERMINALS,
)
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import (
    NavItem,
    PaletteCommand,
)

ITEMS = (
    NavItem(
        Topic.PHARMACY,
        _("Terminals"),
        "pc-display",
        "backoffice:terminal_list",
        VIEW_TERMINALS,
        order=30,
        words=_("device till register computer tablet printer"),
    ),
    NavItem(
        Topic.DATA,
        _("Data retention"),
        "hourglass-bottom",
        "backoffice:retention",
        VIEW_RETENTION,
        order=65,
    ),
    NavItem(
        Topic.AUDIT,
        _("Settings history"),
        "clock-history",
        "backoffice:settings_history",
        VIEW_HISTORY,
        order=70,
    ),
    NavItem(
        Topic.PHARMACY,
        _("Settings"),
        "gear",
        "backoffice:settings",
        MANAGE_ORGANISATION,
        order=10,
        words=_("tax VAT PPN GST rounding receipt paper footer expiry days privacy"),
    ),
)

COMMANDS = (
    PaletteCommand(_("Add terminal"), "plus-lg", "backoffice:terminal_new", MANAGE_TERMINALS),
    PaletteCommand(_("Add device"), "qr-code", "backoffice:device_new", MANAGE_TERMINALS),
    PaletteCommand(_("View branches"), "shop", "backoffice:branch_list", VIEW_ORGANISATION),
    PaletteCommand(
        _("View records due for deletion"),
        "hourglass-bottom",
        "backoffice:retention",
        VIEW_RETENTION,
    ),
    PaletteCommand(
        _("Settings history"), "clock-history", "backoffice:settings_history", VIEW_HISTORY
    ),
    PaletteCommand(_("Edit pharmacy settings"), "gear", "backoffice:settings", MANAGE_ORGANISATION),
    PaletteCommand(
        _("Prescription encryption keys"), "key", "backoffice:sealing_keys", MANAGE_TERMINALS
    ),
)
