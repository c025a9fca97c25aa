"""Electronic prescriptions in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    waiting=(_("Waiting"), "hourglass-split", "look"),
    taken=(_("Taken in"), "check2", "go"),
    refused=(_("Refused"), "x-octagon-fill", "stop"),
)
SYSTEM_STATES = States(
    active=(_("Active"), "check2", "go"),
    ended=(_("Ended"), "dash-circle", ""),
)
KEY_STATES = States(
    active=(_("Valid"), "check2", "go"),
    later=(_("Not valid yet"), "hourglass-split", "note"),
    expired=(_("Expired"), "calendar-x", "look"),
    revoked=(_("Revoked"), "x-octagon-fill", "stop"),
)
