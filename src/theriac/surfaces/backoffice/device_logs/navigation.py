"""Where device logs stand in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem

ITEMS = (
    NavItem(
        Topic.CONFLICTS,
        _("Device logs"),
        "shield-exclamation",
        "backoffice:log_finding_list",
        VIEW_SALES,
        order=45,
        words=_("tampered changed deleted offline counter log"),
    ),
)
COMMANDS = ()
