"""Why a record is read: codes, because free text would carry what mustn't be in a trail."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.patients.problems import ParticularsRefused

WHY: Mapping[str, Text] = {
    "care": _("Serving the patient"),
    "dispensing": _("Dispensing at the counter"),
    "check": _("Data check"),
    "claim": _("Insurance claim or report"),
    "request": _("The patient requested it"),
}

WHY_RESTRICTED: Mapping[str, Text] = {
    "request": _("The patient requested it"),
    "claim": _("A legal claim"),
    "authority": _("Request from an authority"),
    "others": _("Affects another person’s rights"),
}
"""Why a restricted record may be opened (GDPR, Article 18(2)); nothing else is a reason."""
BY_ITSELF: Mapping[str, Text] = {"retention": _("Retention period ended")}
"""Why the program does something of its own accord; nobody chooses these."""


def checked_restricted_why(code: str) -> str:
    """The code. Raises ParticularsRefused for another."""
    if code not in WHY_RESTRICTED:
        raise ParticularsRefused(_("Choose a reason from the list."), field="why")
    return code


def checked_why(code: str) -> str:
    """The code. Raises ParticularsRefused for another."""
    if code not in WHY and code not in BY_ITSELF:
        raise ParticularsRefused(_("Choose a reason from the list."), field="why")
    return code
