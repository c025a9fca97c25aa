"""The states of quotations in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    issued=(_("Open"), "file-earmark-text", "note"),
    converted=(_("Sold"), "check-circle-fill", "go"),
    expired=(_("Expired"), "hourglass-bottom", "look"),
    cancelled=(_("Cancelled"), "x-circle", ""),
)
