"""States and steps of recalls in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    open=(_("Open"), "megaphone-fill", "stop"),
    closed=(_("Closed"), "check-circle-fill", "go"),
    withdrawn=(_("Withdrawn"), "arrow-counterclockwise", "note"),
)
SOURCES: dict[str, Text] = {
    "batch": _("Scanned batch"),
    "gtin": _("Product with lots"),
    "file": _("File"),
    "list": _("Public list"),
}
LETTERS = States(
    prepared=(_("Prepared"), "envelope", "note"),
    told=(_("Informed"), "check-circle-fill", "go"),
    not_reached=(_("Not reached"), "telephone-x", "look"),
)
"""What came of a letter."""
STEPS: dict[str, Text] = {
    "opened": _("Opened, frozen at all branches"),
    "arrived": _("Received again, frozen on arrival"),
    "found": _("Found and moved to quarantine"),
    "brought_back": _("Returned by a customer"),
    "missing": _("Missing, with reason"),
    "letters": _("Letters prepared"),
    "closed": _("Closed"),
    "withdrawn": _("Withdrawn"),
}
