"""Where files stand in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.files.permissions import VIEW_FILES
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem

ITEMS = (
    NavItem(
        Topic.DATA,
        _("Files"),
        "folder2",
        "backoffice:file_list",
        VIEW_FILES,
        order=60,
    ),
)
