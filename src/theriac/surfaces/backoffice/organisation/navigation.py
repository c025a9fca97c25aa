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
from theriac.surfaces.backoffice.shell.navigation import (
    KEPT,
    PROOF,
    NavItem,
    PaletteCommand,
    Section,
)

ITEMS = (
    NavItem(
        Section.BUSINESS,
        _("Terminals"),
        "pc-display",
        "backoffice:terminal_list",
        VIEW_TERMINALS,
        order=50,
        words=_("device till register computer tablet printer"),
    ),
    NavItem(
        Section.BUSINESS,
        _("Retention"),
        "hourglass-bottom",
        "backoffice:retention",
        VIEW_RETENTION,
        order=76,
        family=KEPT,
    ),
    NavItem(
        Section.BUSINESS,
        _("History of the settings"),
        "clock-history",
        "backoffice:settings_history",
        VIEW_HISTORY,
        order=89,
        family=PROOF,
    ),
    NavItem(
        Section.BUSINESS,
        _("Settings"),
        "gear",
        "backoffice:settings",
        MANAGE_ORGANISATION,
        order=90,
        words=_("tax VAT PPN GST rounding receipt paper footer expiry days privacy"),
    ),
)

COMMANDS = (
    PaletteCommand(_("Add a terminal"), "plus-lg", "backoffice:terminal_new", MANAGE_TERMINALS),
    PaletteCommand(_("Add a device"), "qr-code", "backoffice:device_new", MANAGE_TERMINALS),
    PaletteCommand(_("Look at the branches"), "shop", "backoffice:branch_list", VIEW_ORGANISATION),
    PaletteCommand(
        _("See what is due to be deleted"),
        "hourglass-bottom",
        "backoffice:retention",
        VIEW_RETENTION,
    ),
    PaletteCommand(
        _("History of the settings"), "clock-history", "backoffice:settings_history", VIEW_HISTORY
    ),
    PaletteCommand(
        _("Change the pharmacy's settings"), "gear", "backoffice:settings", MANAGE_ORGANISATION
    ),
    PaletteCommand(_("Sealing keys"), "key", "backoffice:sealing_keys", MANAGE_TERMINALS),
)
