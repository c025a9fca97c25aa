"""How returns to suppliers read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States

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
