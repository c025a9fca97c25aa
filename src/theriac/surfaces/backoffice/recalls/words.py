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
    told=(_("Told"), "check-circle-fill", "go"),
    not_reached=(_("Not reached"), "telephone-x", "look"),
)
"""What came of a letter."""
STEPS: dict[str, Text] = {
    "opened": _("Opened, all branches frozen"),
    "arrived": _("Came in again, frozen as it arrived"),
    "found": _("Found and put into quarantine"),
    "brought_back": _("Brought back by a customer"),
    "missing": _("Missing, with the reason"),
    "letters": _("Letters prepared"),
    "closed": _("Closed"),
    "withdrawn": _("Withdrawn"),
}
