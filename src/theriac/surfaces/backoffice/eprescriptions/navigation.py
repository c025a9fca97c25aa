"""Where electronic prescriptions stand in the palette; the board leads to them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.eprescriptions.permissions import MANAGE_SYSTEMS, VIEW_ELECTRONIC
from theriac.surfaces.backoffice.shell.navigation import PaletteCommand

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
)
