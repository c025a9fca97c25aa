"""Why a record is read: codes, because free text would carry what mustn't be in a trail."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.patients.problems import ParticularsRefused

WHY: Mapping[str, Text] = {
    "care": _("Serving the patient"),
    "check": _("Checking the record"),
    "claim": _("A claim or a report"),
    "request": _("The patient asked for it"),
}


def checked_why(code: str) -> str:
    """The code. Raises ParticularsRefused for another."""
    if code not in WHY:
        raise ParticularsRefused(_("Say why: choose from the list."), field="why")
    return code
