"""States and steps of knowledge sets in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    draft=(_("Draft"), "pencil", "note"),
    in_force=(_("In force"), "check-circle-fill", "go"),
    withdrawn=(_("Withdrawn"), "arrow-counterclockwise", "line"),
)
STEPS: dict[str, Text] = {
    "put_in_force": _("Put in force"),
    "withdrawn": _("Withdrawn"),
}
UNREAD: dict[str, Text] = {
    "shape": _("Unknown kind of line."),
    "term": _("A substance, class or code is missing or too long."),
    "tier": _("Unknown severity."),
    "amount": _("Invalid amount."),
    "age": _("Invalid age."),
}
REASON_WORDS: dict[str, Text] = {
    "prescriber_agreed": _("The prescriber knows and agrees"),
    "taken_before": _("Taken together before without harm"),
    "other_person": _("For different people"),
    "not_together": _("Not taken at the same time"),
    "advised": _("Advised how to take it and what to watch for"),
    "does_not_fit": _("The alert doesn’t apply here"),
    "other": _("Another reason"),
}
