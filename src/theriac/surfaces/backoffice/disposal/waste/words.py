"""Classes of old medicines in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

WASTE: dict[str, Text] = {
    "tablets": _("Tablets and capsules"),
    "liquids": _("Syrups and other liquids"),
    "creams": _("Creams and ointments"),
    "aerosols": _("Inhalers and aerosols"),
    "injections": _("Ampoules, vials and insulin"),
    "sharps": _("Needles and other sharps"),
    "controlled": _("Narcotics and psychotropics"),
    "cytotoxic": _("Cancer medicines"),
    "mixed": _("Mixed, not sorted"),
}
