"""Where the register stands in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.permissions import VIEW_SUBJECT_REQUESTS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.DATA,
        _("Data requests"),
        "envelope-paper",
        "backoffice:subject_request_list",
        VIEW_SUBJECT_REQUESTS,
        order=70,
    ),
)
COMMANDS = (
    PaletteCommand(
        _("New data request"),
        "envelope-paper",
        "backoffice:subject_request_new",
        ERASE_PATIENTS,
    ),
)
