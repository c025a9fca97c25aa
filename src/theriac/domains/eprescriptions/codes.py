"""Why an electronic prescription is refused, and what of one is left for a person."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

EXPIRED = "expired"
WHY_REFUSED: Mapping[str, Text] = {
    "patient": _("The patient can’t be identified"),
    "prescriber": _("The prescriber can’t be identified"),
    "unclear": _("The prescription is unclear"),
    "duplicate": _("It was already taken in on paper"),
    "elsewhere": _("The patient collects it elsewhere"),
    "withdrawn": _("The prescriber withdrew it"),
}
REASONS: Mapping[str, Text] = {
    **WHY_REFUSED,
    EXPIRED: _("Not taken in within 90 days"),
}
LEFT: Mapping[str, Text] = {
    "dosage": _("The directions couldn’t be read as fields."),
    "dosage_differs": _("The directions in words and in codes differ."),
    "route": _("The route isn’t one that is known here."),
    "quantity": _("The quantity isn’t told in base units."),
    "compound": _("It is compounded: only the ingredients are named."),
    "replaces": _("It replaces an earlier prescription."),
    "starts": _("It may not be dispensed before its first day."),
    "substitution": _("Whether it may be substituted isn’t clear."),
    "note": _("The note is too long for the line."),
}
