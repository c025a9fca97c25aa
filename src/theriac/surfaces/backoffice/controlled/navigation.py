"""Where the registers of controlled medicines stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.controlled.permissions import (
    COUNT_CONTROLLED,
    SET_DISPENSING_LIMITS,
    VIEW_REGISTERS,
)
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.CONTROLLED,
        _("Controlled medicines"),
        "journal-medical",
        "backoffice:register_list",
        VIEW_REGISTERS,
        order=37,
        words=_("register narcotic psychotropic schedule X running balance"),
    ),
    NavItem(
        Topic.CONTROLLED,
        _("Daily count"),
        "clipboard-check",
        "backoffice:register_counts",
        COUNT_CONTROLLED,
        order=38,
    ),
    NavItem(
        Topic.CONTROLLED,
        _("Limits per patient"),
        "speedometer2",
        "backoffice:dispensing_limits",
        VIEW_REGISTERS,
        order=39,
    ),
)
COMMANDS = (
    PaletteCommand(
        _("Set a limit per patient"),
        "speedometer2",
        "backoffice:dispensing_limit_new",
        SET_DISPENSING_LIMITS,
    ),
    PaletteCommand(
        _("Count controlled medicines"),
        "clipboard-check",
        "backoffice:register_counts",
        COUNT_CONTROLLED,
    ),
    PaletteCommand(
        _("View differences of controlled medicines"),
        "exclamation-triangle",
        "backoffice:count_cases",
        VIEW_REGISTERS,
    ),
    PaletteCommand(
        _("View registers of controlled medicines"),
        "journal-medical",
        "backoffice:register_list",
        VIEW_REGISTERS,
    ),
)
