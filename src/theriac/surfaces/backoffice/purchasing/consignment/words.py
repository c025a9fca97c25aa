"""How payments for consigned goods read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    recorded=(_("Recorded"), "check-circle-fill", "go"),
    withdrawn=(_("Withdrawn"), "arrow-counterclockwise", "line"),
)
