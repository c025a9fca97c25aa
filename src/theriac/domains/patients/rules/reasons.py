"""Why a record is read: codes, because free text would carry what mustn't be in a trail."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.patients.problems import ParticularsRefused

WHY: Mapping[str, Text] = {
    "care": _("Serving the patient"),
    "dispensing": _("Dispensing at the counter"),
    "check": _("Checking the record"),
    "claim": _("A claim or a report"),
    "request": _("The patient asked for it"),
}

WHY_RESTRICTED: Mapping[str, Text] = {
    "request": _("The patient asked for it"),
    "claim": _("A legal claim"),
    "authority": _("An authority asks"),
    "others": _("Another person’s rights are at stake"),
}
"""Why a restricted record may be opened (GDPR, Article 18(2)); nothing else is a reason."""
BY_ITSELF: Mapping[str, Text] = {"retention": _("Its period was over")}
"""Why the program does something of its own accord; nobody chooses these."""


def checked_restricted_why(code: str) -> str:
    """The code. Raises ParticularsRefused for another."""
    if code not in WHY_RESTRICTED:
        raise ParticularsRefused(_("Say why: choose from the list."), field="why")
    return code


def checked_why(code: str) -> str:
    """The code. Raises ParticularsRefused for another."""
    if code not in WHY and code not in BY_ITSELF:
        raise ParticularsRefused(_("Say why: choose from the list."), field="why")
    return code
