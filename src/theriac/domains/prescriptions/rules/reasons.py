"""Coded reasons: why a prescription was refused, a line wasn't dispensed or something else was."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.prescriptions.problems import PrescriptionRefused

OTHER = "other"
"""The code that wants a note."""
UNSAFE = "safety"

WHY_REFUSED: Mapping[str, Text] = {
    "illegible": _("Not legible"),
    "incomplete": _("Date, signature or quantity missing"),
    "doubtful": _("Suspected to be forged or altered"),
    "expired": _("No longer valid"),
    UNSAFE: _("Not safe for the patient"),
    "prescriber": _("Prescriber not licensed for this"),
    "patient": _("The patient withdrew it"),
    OTHER: _("Other reason"),
}
WHY_NOT_DISPENSED: Mapping[str, Text] = {
    "no_stock": _("Out of stock"),
    "patient": _("The patient doesn’t want it"),
    "has_some": _("The patient still has some"),
    "cost": _("Too expensive for the patient"),
    "safety": _("Not safe for the patient"),
    "elsewhere": _("Will be dispensed elsewhere"),
    "prescriber": _("The prescriber withdrew it"),
    OTHER: _("Other reason"),
}
WHY_SUBSTITUTED: Mapping[str, Text] = {
    "no_stock": _("Out of stock"),
    "cost": _("Less expensive"),
    "patient": _("The patient asked for it"),
    "prescriber": _("Agreed with the prescriber"),
    "insurer": _("Required by the insurer"),
    "safety": _("Safer for the patient"),
    OTHER: _("Other reason"),
}
WHY_STOPPED: Mapping[str, Text] = {
    "patient": _("The patient asked for it"),
    "no_stock": _("Out of stock"),
    "prescriber": _("Waiting for the prescriber"),
    "mistake": _("Entered by mistake"),
    "twice": _("Entered twice"),
    OTHER: _("Other reason"),
}
"""Why it is paused, cancelled, or a dispense reversed."""
WHY_QUERIED: Mapping[str, Text] = {
    "dose": _("Dose or duration unclear"),
    "medicine": _("Medicine unclear"),
    "safety": _("Safety concern"),
    "quantity": _("Quantity unclear"),
    "formal": _("Date, signature or licence"),
    OTHER: _("Other reason"),
}


def checked_reason(reasons: Mapping[str, Text], code: str, note: str) -> str:
    """The code. Raises PrescriptionRefused for another, and for "other" without a note."""
    if code not in reasons:
        raise PrescriptionRefused(_now("Choose a reason from the list."), field="reason_code")
    if code == OTHER and not note.strip():
        raise PrescriptionRefused(_now("Describe the reason."), field="note")
    return code
