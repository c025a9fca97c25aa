"""Gift cards in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    active=(_("Active"), "check2", "go"),
    blocked=(_("Blocked"), "slash-circle", "stop"),
    cancelled=(_("Cancelled"), "x-lg", ""),
)
