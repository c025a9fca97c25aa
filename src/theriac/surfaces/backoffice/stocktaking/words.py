"""Counts, their lines and their reasons in the reader's words."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import badge

SCOPES: dict[str, Text] = {
    "whole": _("Everything"),
    "shelf": _("Shelves"),
    "class": _("ABC classes"),
    "products": _("Products"),
    "due": _("What is due today"),
    "controlled": _("Controlled medicines"),
    "never": _("What was never counted here"),
}
REASONS: dict[str, Text] = {
    "controlled": _("Controlled: every day"),
    "risk": _("Differed at the last count"),
    "never": _("Never counted"),
    "class_a": _("Class A: every 30 days"),
    "class_b": _("Class B: every 90 days"),
    "class_c": _("Class C: every 180 days"),
}
_STATES: dict[str, tuple[Text, str, str]] = {
    "open": (_("Being counted"), "clipboard-data", "look"),
    "posted": (_("Posted"), "check-circle-fill", "go"),
    "cancelled": (_("Cancelled"), "slash-circle", "line"),
}
LINES: dict[str, Text] = {
    "open": _("Not counted"),
    "again": _("Count again"),
    "counted": _("Counted"),
    "posted": _("Posted"),
}
_MARKS = {
    "open": ("circle", "line"),
    "again": ("arrow-repeat", "look"),
    "counted": ("check-circle-fill", "go"),
    "posted": ("check-circle-fill", "go"),
}


def scope_words(scope: str, of: str) -> str:
    """What a count is of: Shelves A1, A2."""
    words = str(SCOPES.get(scope, scope))
    return f"{words}: {of}" if of else words


def state_badge(state: str) -> SafeString:
    """The count's state."""
    words, icon, meaning = _STATES.get(state, (state, "circle", "line"))
    return badge(words, icon, meaning)


def line_badge(state: str) -> SafeString:
    """The line's state."""
    icon, meaning = _MARKS.get(state, ("circle", "line"))
    return badge(LINES.get(state, state), icon, meaning)
