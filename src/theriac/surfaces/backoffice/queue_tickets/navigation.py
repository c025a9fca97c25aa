"""Where the queue stands in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem

ITEMS = (
    NavItem(
        Topic.TILLS,
        _("Queue"),
        "megaphone",
        "backoffice:queue",
        VIEW_SALES,
        order=53,
        words=_("token ticket waiting call screen average wait"),
    ),
)
COMMANDS = ()
