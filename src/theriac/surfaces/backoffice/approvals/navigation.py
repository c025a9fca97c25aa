"""Where approvals stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.approval.permissions import SET_LIMITS, VIEW_APPROVALS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.AUDIT,
        _("Approvals"),
        "person-check",
        "backoffice:approval_list",
        VIEW_APPROVALS,
        order=40,
    ),
    NavItem(
        Topic.TODAY,
        _("Pending approvals"),
        "hourglass-split",
        "backoffice:approval_requests",
        None,
        order=20,
    ),
)

COMMANDS = (
    PaletteCommand(
        _("Pending approvals"),
        "hourglass-split",
        "backoffice:approval_requests",
        None,
    ),
    PaletteCommand(
        _("Set when approval is required"),
        "person-check",
        "backoffice:approval_rules",
        SET_LIMITS,
    ),
)
