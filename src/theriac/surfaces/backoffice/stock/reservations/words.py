"""Reservations in the reader's words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States, badge

PURPOSES: dict[str, Text] = {
    "hand": _("Manual"),
    "order": _("Order"),
    "care": _("Prescription"),
    "waitlist": _("Waitlist"),
    "quota": _("Offline sale"),
}
STATES = States(
    active=(_("Reserved"), "bookmark-check", "note"),
    taken=(_("Sold to the customer"), "check2-all", "go"),
    released=(_("Released"), "dash-circle", ""),
    lapsed=(_("Reservation expired"), "clock-history", ""),
    gone=(_("The goods are no longer in stock"), "x-octagon", "stop"),
)
TIMES: tuple[tuple[str, Text, timedelta], ...] = (
    ("2h", _("2 hours"), timedelta(hours=2)),
    ("1d", _("1 day"), timedelta(days=1)),
    ("3d", _("3 days"), timedelta(days=3)),
    ("7d", _("7 days"), timedelta(days=7)),
    ("14d", _("14 days"), timedelta(days=14)),
    ("30d", _("30 days"), timedelta(days=30)),
)
"""For how long something is kept from now on."""


def withheld_badge() -> SafeString:
    """That what is kept is held, recalled or expired."""
    return badge(_("Can't be sold now"), "exclamation-triangle", "stop")


def lasting(code: str) -> timedelta:
    """How long a choice of ``TIMES`` lasts."""
    return next(span for one, _words, span in TIMES if one == code)
