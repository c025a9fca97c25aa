"""Where counselling stands in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.counselling.permissions import VIEW_COUNSELLING
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.CARE,
        _("Counselling"),
        "chat-left-text",
        "backoffice:counselling_list",
        VIEW_COUNSELLING,
        order=7,
        words=_("counsel explain hand-over leaflet konseling"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View counselling"), "chat-left-text", "backoffice:counselling_list", VIEW_COUNSELLING
    ),
    PaletteCommand(
        _("View the counselling report"),
        "bar-chart",
        "backoffice:counselling_report",
        VIEW_COUNSELLING,
    ),
)
