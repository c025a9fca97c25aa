"""How returns to suppliers read."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import badge

STATES: dict[str, Text] = {
    "draft": _("Not sent yet"),
    "sent": _("Credit awaited"),
    "settled": _("Settled"),
    "taken_back": _("Came back"),
    "discarded": _("Discarded"),
}
_BADGES: dict[str, tuple[str, str]] = {
    "draft": ("pencil", "note"),
    "sent": ("hourglass-split", "look"),
    "settled": ("check-circle-fill", "go"),
    "taken_back": ("arrow-counterclockwise", ""),
    "discarded": ("archive", "line"),
}
WHY: dict[str, Text] = {
    "expired": _("Expired"),
    "short_dated": _("Expires soon"),
    "damaged": _("Damaged"),
    "recalled": _("Recalled"),
    "wrong": _("Not what was ordered"),
    "unsold": _("Doesn't sell"),
}


def state_badge(state: str) -> SafeString:
    """A return's state by icon and word."""
    icon, meaning = _BADGES[state]
    return badge(STATES[state], icon, meaning)
