"""How purchase orders read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    ordered=(_("Ordered"), "send", "look"),
    partly=(_("Partly received"), "box-seam", "look"),
    received=(_("Received"), "check-circle-fill", "go"),
    cancelled=(_("Cancelled"), "x-circle", "line"),
)
SOURCES: dict[str, Text] = {
    "hand": _("By hand"),
    "needs": _("Order needs"),
    "want_list": _("Want list"),
    "proposal": _("Purchase proposal"),
}
