"""Where electronic prescriptions and prescribing systems stand; the board leads to the former."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.eprescriptions.permissions import MANAGE_SYSTEMS, VIEW_ELECTRONIC
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.ACCESS,
        _("Prescribing systems"),
        "key",
        "backoffice:prescribing_system_list",
        MANAGE_SYSTEMS,
        order=57,
        words=_("electronic prescription FHIR key signature clinic hub"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View electronic prescriptions"),
        "inbox",
        "backoffice:eprescription_list",
        VIEW_ELECTRONIC,
    ),
    PaletteCommand(
        _("View prescribing systems"),
        "key",
        "backoffice:prescribing_system_list",
        MANAGE_SYSTEMS,
    ),
    PaletteCommand(
        _("Register a prescribing system"),
        "plus-lg",
        "backoffice:prescribing_system_new",
        MANAGE_SYSTEMS,
    ),
)
