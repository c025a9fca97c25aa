"""Counts, their lines and their reasons in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States

SCOPES: dict[str, Text] = {
    "whole": _("Everything"),
    "shelf": _("Shelves"),
    "class": _("ABC classes"),
    "products": _("Products"),
    "due": _("Items due today"),
    "controlled": _("Controlled medicines"),
    "never": _("Items never counted here"),
}
REASONS: dict[str, Text] = {
    "controlled": _("Controlled: every day"),
    "risk": _("Variance at the last count"),
    "never": _("Never counted"),
    "class_a": _("Class A: every 30 days"),
    "class_b": _("Class B: every 90 days"),
    "class_c": _("Class C: every 180 days"),
}
STATES = States(
    open=(_("Count in progress"), "clipboard-data", "look"),
    posted=(_("Posted"), "check-circle-fill", "go"),
    cancelled=(_("Cancelled"), "slash-circle", "line"),
)
LINES = States(
    open=(_("Not counted"), "circle", "line"),
    again=(_("Recount"), "arrow-repeat", "look"),
    counted=(_("Counted"), "check-circle-fill", "go"),
    posted=(_("Posted"), "check-circle-fill", "go"),
)


def scope_words(scope: str, of: str) -> str:
    """What a count is of: Shelves A1, A2."""
    words = str(SCOPES.get(scope, scope))
    return f"{words}: {of}" if of else words
