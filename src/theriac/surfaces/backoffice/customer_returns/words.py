"""Reasons, conditions and places of returns in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States

REASONS: dict[str, Text] = {
    "unwanted": _("Not needed"),
    "wrong_item": _("Wrong item"),
    "damaged": _("Damaged"),
    "not_tolerated": _("Not tolerated"),
    "recalled": _("Recalled"),
    "expired": _("Expired"),
    "other": _("Other"),
}
CONDITIONS: dict[str, Text] = {
    "sealed": _("Unopened"),
    "opened": _("Opened"),
    "damaged": _("Damaged"),
}
GOES = States(
    shelf=(_("Shelf"), "check-circle-fill", "go"),
    quarantine=(_("Quarantine"), "shield-exclamation", "look"),
    destruction=(_("Quarantine, for destruction"), "fire", "stop"),
    nowhere=(_("Not stocked"), "dash-circle", "note"),
)
WHY_ASKED: dict[str, Text] = {
    "other_day": _("sold on another day"),
    "other_means": _("refunded in another way than paid"),
    "above_limit": _("above the daily limit"),
}
