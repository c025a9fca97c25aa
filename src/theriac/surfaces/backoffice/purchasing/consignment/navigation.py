"""Where payments for consigned goods stand in the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.surfaces.backoffice.shell.navigation import PaletteCommand

COMMANDS = (
    PaletteCommand(
        _("Payments for consigned goods"),
        "cash-coin",
        "backoffice:consignment_payments",
        VIEW_RECEIPTS,
    ),
)
