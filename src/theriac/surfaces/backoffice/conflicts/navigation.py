"""Where the joint list stands in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.conflicts.kinds import conflict_rights
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem

ITEMS = (
    NavItem(
        Topic.CONFLICTS,
        _("Conflicts"),
        "inbox",
        "backoffice:conflict_list",
        conflict_rights(),
        order=18,
        words=_("discrepancies on hold missing offline waiting all branches"),
    ),
)
COMMANDS = ()
