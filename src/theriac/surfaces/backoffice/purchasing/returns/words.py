"""How returns to suppliers read."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.templatetags import theriac as shown

STATES = States(
    draft=(_("Draft"), "pencil", "note"),
    sent=(_("Awaiting credit"), "hourglass-split", "look"),
    settled=(_("Settled"), "check-circle-fill", "go"),
    taken_back=(_("Returned to stock"), "arrow-counterclockwise", ""),
    discarded=(_("Discarded"), "archive", "line"),
)
WHY: dict[str, Text] = {
    "expired": _("Expired"),
    "short_dated": _("Expiring soon"),
    "damaged": _("Damaged"),
    "recalled": _("Recalled"),
    "wrong": _("Not what was ordered"),
    "unsold": _("Doesn't sell"),
}


def usual_reason(state: str, expires_on: date | None) -> str:
    """Why such a batch mostly goes back."""
    if state == "recalled":
        return "recalled"
    return "expired" if expires_on and expires_on <= shown.today() else "damaged"
