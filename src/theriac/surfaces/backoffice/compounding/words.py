"""Compounding in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.compounding.rules import CompoundForm
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    draft=(_("Draft"), "pencil", ""),
    made=(_("To check"), "eyedropper", "look"),
    checked=(_("On sale"), "check-circle-fill", "go"),
    discarded=(_("Discarded"), "x-circle", "note"),
)
FORMS: dict[str, Text] = {
    CompoundForm.SOLID.value: _("Capsules, powders, ointments and others without water"),
    CompoundForm.ORAL_LIQUID.value: _("Oral liquid without water"),
    CompoundForm.PRESERVED.value: _("With water, preserved"),
    CompoundForm.AQUEOUS.value: _("With water, not preserved (refrigerator)"),
}
DISCARD_CODES: dict[str, Text] = {
    "wrong_ingredient": _("Wrong ingredient"),
    "wrong_quantity": _("Wrong quantity"),
    "appearance": _("Wrong appearance"),
    "contaminated": _("Contaminated"),
    "not_needed": _("No longer needed"),
    "other": _("Another reason"),
}


def line_words(code: str, position: int) -> Text:
    """A line of a prescription: its code and its place on the paper; names nobody."""
    return _now("%(code)s, line %(position)s") % {"code": code, "position": position}
