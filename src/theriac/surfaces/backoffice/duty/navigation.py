"""Where duty stands in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.duty.permissions import PLAN_DUTY, SET_DUTY_RULE, VIEW_DUTY
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.DUTY,
        _("Duty roster"),
        "person-check",
        "backoffice:duty_roster",
        VIEW_DUTY,
        order=60,
        words=_("pharmacist on duty shift roster licence"),
    ),
)
COMMANDS = (
    PaletteCommand(_("View the duty roster"), "person-check", "backoffice:duty_roster", VIEW_DUTY),
    PaletteCommand(_("View the duty record"), "clock-history", "backoffice:duty_turns", VIEW_DUTY),
    PaletteCommand(_("Plan a duty shift"), "calendar-plus", "backoffice:duty_plan", PLAN_DUTY),
    PaletteCommand(_("Set the duty rule"), "sliders", "backoffice:duty_rule", SET_DUTY_RULE),
)
