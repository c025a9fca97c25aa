"""Where services stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.services.permissions import MANAGE_SERVICES, VIEW_SERVICES
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.SERVICES,
        _("Appointments"),
        "calendar-check",
        "backoffice:appointment_list",
        VIEW_SERVICES,
        order=16,
        words=_("service vaccination measurement booking blood pressure glucose"),
    ),
    NavItem(
        Topic.SERVICES,
        _("Services"),
        "list-ul",
        "backoffice:service_list",
        VIEW_SERVICES,
        order=17,
        words=_("service vaccination measurement consultation price"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View appointments"), "calendar-check", "backoffice:appointment_list", VIEW_SERVICES
    ),
    PaletteCommand(
        _("View service records"),
        "clipboard2-pulse",
        "backoffice:service_record_list",
        VIEW_SERVICES,
    ),
    PaletteCommand(
        _("View the services of this branch"),
        "list-ul",
        "backoffice:service_list",
        VIEW_SERVICES,
    ),
    PaletteCommand(_("Add a service"), "plus-lg", "backoffice:service_new", MANAGE_SERVICES),
)
