"""Where reports of adverse events stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.adverse_events.permissions import (
    ASSESS_ADVERSE_EVENTS,
    REPORT_ADVERSE_EVENTS,
    VIEW_ADVERSE_EVENTS,
)
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.CARE,
        _("Adverse events"),
        "exclamation-diamond",
        "backoffice:adverse_event_list",
        VIEW_ADVERSE_EVENTS,
        order=9,
        words=_("side effect reaction report MESO PvPI naranjo batch"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("Report an adverse event"),
        "exclamation-diamond",
        "backoffice:adverse_event_new",
        REPORT_ADVERSE_EVENTS,
    ),
    PaletteCommand(
        _("View adverse events"),
        "exclamation-diamond",
        "backoffice:adverse_event_list",
        VIEW_ADVERSE_EVENTS,
    ),
    PaletteCommand(
        _("Set the reporting period of adverse events"),
        "calendar3",
        "backoffice:adverse_event_period",
        ASSESS_ADVERSE_EVENTS,
    ),
)
