"""Compounding in the reader's words."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.compounding.rules import CompoundForm, share_words
from theriac.surfaces.backoffice.catalog.words import pack_title
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    draft=(_("Draft"), "pencil", ""),
    made=(_("To check"), "eyedropper", "look"),
    checked=(_("On sale"), "check-circle-fill", "go"),
    discarded=(_("Discarded"), "x-circle", "note"),
)
FORMS: dict[str, Text] = {
    CompoundForm.SOLID.value: _("Without water (capsules, ointments)"),
    CompoundForm.ORAL_LIQUID.value: _("Oral liquid without water"),
    CompoundForm.PRESERVED.value: _("With water, preserved"),
    CompoundForm.AQUEOUS.value: _("With water, unpreserved (fridge)"),
}
DISCARD_CODES: dict[str, Text] = {
    "wrong_ingredient": _("Wrong ingredient"),
    "wrong_quantity": _("Wrong quantity"),
    "appearance": _("Wrong appearance"),
    "contaminated": _("Contaminated"),
    "not_needed": _("No longer needed"),
    "other": _("Another reason"),
}


def amount_words(line: Any, base_unit: str, units: int = 1) -> str:
    """What so many units take of an ingredient: 1/4 tablet, 2 1/2 tablets."""
    share = Fraction(line.numerator, line.denominator) * units
    unit = pack_title(base_unit, ceil(share))
    return f"{share_words(share.numerator, share.denominator)} {unit}"


def line_words(code: str, position: int) -> Text:
    """A line of a prescription: its code and its place on the paper; names nobody."""
    return _now("%(code)s, line %(position)s") % {"code": code, "position": position}
