"""States and steps of recalls in the reader's words."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.templatetags import theriac as shown

STATES: dict[str, tuple[Text, str, str]] = {
    "open": (_("Open"), "megaphone-fill", "stop"),
    "closed": (_("Closed"), "check-circle-fill", "go"),
    "withdrawn": (_("Withdrawn"), "arrow-counterclockwise", "note"),
}
SOURCES: dict[str, Text] = {
    "batch": _("Scanned batch"),
    "gtin": _("Product with lots"),
    "file": _("File"),
    "list": _("Public list"),
}
LETTERS: dict[str, tuple[Text, str, str]] = {
    "prepared": (_("Prepared"), "envelope", "note"),
    "told": (_("Told"), "check-circle-fill", "go"),
    "not_reached": (_("Not reached"), "telephone-x", "look"),
}
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


def recall_badge(state: str) -> SafeString:
    """The state as a badge."""
    words, icon, meaning = STATES[state]
    return shown.badge(str(words), icon, meaning)


def letter_badge(outcome: str) -> SafeString:
    """What came of a letter as a badge."""
    words, icon, meaning = LETTERS[outcome]
    return shown.badge(str(words), icon, meaning)
